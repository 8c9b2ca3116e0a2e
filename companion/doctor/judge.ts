import type { Problem } from '../../protocol/problem.ts'
import { bitrateInWords, delayInWords } from '../words/figuresInWords.ts'
import type { DoctorLine, Verdict } from '../../protocol/bridge/doctor.ts'

/** What was measured of one player with the clip. Times in ms. */
export interface PlayerFigures {
  readonly name: string
  /** Where its program lies; null = nobody knows. */
  readonly program: string | null
  /** The oldest version that it was tried with, where this one is older still. */
  readonly triedFrom: string | null
  /** From the start of the program until it obeys. */
  readonly startMs: number
  /** Until the clip's first frame is shown. */
  readonly openMs: number
  readonly seekMs: number
  /** Film per second of the clock at normal speed, 1 is exact. */
  readonly pace: number
  /** The same when told to play 5 % faster; null when the player cannot. */
  readonly fasterPace: number | null
  /** How far single readings of the position lie from a straight line, 95th percentile. */
  readonly scatterMs: number
  /** What it lacks or left out. */
  readonly complaints: readonly Problem[]
}

/** A cold start of a program takes some seconds on a slow disk. */
const slowStartMs = 6000
/** Others wait that long for each seek of this player. */
const slowSeekMs = 1000
/** More than steering can make up for without being heard. */
export const wrongPace = 0.01
/** A frame at 25 frames a second. */
const wideScatterMs = 40

/** How much faster a player is told to go, to see whether it does. */
export const fasterRate = 1.05

/** Something to mend about a player; of several the first counts. */
interface Doubt {
  readonly holds: boolean
  readonly verdict: Verdict
  /** Goes on after the player's name. */
  readonly words: string
  readonly fix: string
}

const spoiled = 'End other programs that use the processor, and try again.'

const doubtsAbout = (figures: PlayerFigures): readonly Doubt[] => [
  {
    holds: Math.abs(figures.pace - 1) > wrongPace,
    verdict: 'red',
    words: `plays at ${percent(figures.pace)} of the speed of the clock`,
    fix: spoiled,
  },
  {
    holds: figures.scatterMs > wideScatterMs,
    verdict: 'amber',
    words: `cannot say where it is to better than ${delayInWords(figures.scatterMs)}`,
    fix: spoiled,
  },
  {
    holds: figures.fasterPace !== null && Math.abs(figures.fasterPace - fasterRate) > wrongPace,
    verdict: 'amber',
    words: 'does not change its speed as it is told',
    fix: 'Switch audio passthrough and filters of your own off.',
  },
  {
    holds: figures.seekMs > slowSeekMs,
    verdict: 'amber',
    words: `takes ${delayInWords(figures.seekMs)} to seek`,
    fix: 'Look for a filter or script of your own that slows it down.',
  },
  {
    holds: figures.startMs + figures.openMs > slowStartMs,
    verdict: 'amber',
    words: `takes ${delayInWords(figures.startMs + figures.openMs)} to start`,
    fix: 'Wait a little longer for it, or look what its scripts do at the start.',
  },
  {
    holds: figures.triedFrom !== null,
    verdict: 'amber',
    words: `works, but is older than what Lockstep was tried with (${figures.triedFrom ?? ''})`,
    fix: 'Update it where something is odd.',
  },
  {
    holds: figures.complaints.length > 0,
    verdict: 'amber',
    words: `works, but: ${figures.complaints.map(({ sentence }) => sentence).join(' ')}`,
    fix: figures.complaints[0]?.nextStep ?? '',
  },
]

export function judgePlayer(figures: PlayerFigures): DoctorLine {
  const { name, program, startMs, openMs, seekMs, pace, fasterPace, scatterMs } = figures
  const who = program === null ? name : `${name} (${program})`
  const measured = `starts in ${delayInWords(startMs)}, seeks in ${delayInWords(seekMs)}, and tells its position to ${delayInWords(scatterMs)}.`
  const doubt = doubtsAbout(figures).find(({ holds }) => holds)
  return {
    about: name,
    verdict: doubt?.verdict ?? 'green',
    sentence:
      doubt === undefined
        ? `${who} works: it ${measured}`
        : `${who} ${doubt.words}. It ${measured}`.replace('.. It', '. It'),
    fix: doubt?.fix ?? null,
    figures: {
      startMs: whole(startMs),
      openMs: whole(openMs),
      seekMs: whole(seekMs),
      pace: fine(pace),
      fasterPace: fasterPace === null ? null : fine(fasterPace),
      scatterMs: fine(scatterMs),
    },
  }
}

export interface LibraryFigures {
  readonly title: string
  readonly transcodeReasons: readonly string[] | null
  /** What the film needs, bits per second; null when nobody knows. */
  readonly bitrate: number | null
  /** What came, bits per second; null when nothing came. */
  readonly arriving: number | null
}

/** A line shared with others is not always as fast as now. */
const spare = 1.5

export function judgeLibrary({ title, transcodeReasons, bitrate, arriving }: LibraryFigures): DoctorLine {
  const figures = {
    bitrate,
    arriving: arriving === null ? null : whole(arriving),
    delivery: transcodeReasons === null ? 'direct' : 'transcode',
  }
  const line = (verdict: Verdict, sentence: string, fix: string | null): DoctorLine => ({
    about: 'library',
    verdict,
    sentence,
    fix,
    figures,
  })
  if (arriving === null)
    return line(
      'red',
      `Nothing of "${title}" comes from the library.`,
      'Play it in the web client of your Jellyfin: what fails there has to be mended first.',
    )
  const speed =
    bitrate === null
      ? `${bitrateInWords(arriving)} come`
      : `${bitrateInWords(arriving)} come, ${bitrateInWords(bitrate)} are needed`
  if (bitrate !== null && arriving < bitrate)
    return line(
      'red',
      `"${title}" comes too slowly: ${speed}.`,
      'Choose a lower quality, or a faster line (a cable instead of Wi-Fi).',
    )
  if (bitrate !== null && arriving < spare * bitrate)
    return line(
      'amber',
      `"${title}" comes just fast enough: ${speed}.`,
      'Choose a lower quality if it stops now and then.',
    )
  if (transcodeReasons !== null)
    return line(
      'amber',
      `The server converts "${title}" (${transcodeReasons.join(', ') || 'no reason given'}): each seek takes it some seconds.`,
      'Allow the original file: raise the quality limit here, or the bitrate limit of your account.',
    )
  return line('green', `"${title}" comes as it is, and fast enough: ${speed}.`, null)
}

/** What is known of the clock of a session server. Times in ms. */
export interface ClockFigures {
  readonly where: string
  readonly rttMs: number
  readonly boundMs: number
  /** 95th percentile of the round trips, less the shortest one. */
  readonly jitterMs: number
}

/** Half of what one frame lasts at 25 frames a second. */
const wideBoundMs = 20
/** People see sound and picture of each other apart from here on. */
const hopelessBoundMs = 100

export function judgeClock({ where, rttMs, boundMs, jitterMs }: ClockFigures): DoctorLine {
  const verdict =
    boundMs > hopelessBoundMs
      ? 'red'
      : boundMs > wideBoundMs || jitterMs > hopelessBoundMs
        ? 'amber'
        : 'green'
  const known = `The session server ${where} answers in ${delayInWords(rttMs)} (${delayInWords(jitterMs)} more now and then); its clock is known to ±${delayInWords(boundMs)}.`
  return {
    about: 'session server',
    verdict,
    sentence: known,
    fix:
      verdict === 'green'
        ? null
        : 'Use a session server that is nearer to all of you, or a cable instead of Wi-Fi.',
    figures: { rttMs: fine(rttMs), boundMs: fine(boundMs), jitterMs: fine(jitterMs) },
  }
}

/** What could not be examined: a fault (`red`), or nothing that was to be had (`unknown`). */
export const notExamined = (
  about: string,
  verdict: 'red' | 'unknown',
  { sentence, nextStep }: Problem,
): DoctorLine => ({
  about,
  verdict,
  sentence,
  fix: nextStep === '' ? null : nextStep,
  figures: {},
})

const whole = Math.round
const fine = (figure: number) => Math.round(figure * 1000) / 1000
const percent = (pace: number) => `${(pace * 100).toFixed(1)} %`
