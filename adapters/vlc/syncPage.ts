import { z } from 'zod'
import type { PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { HttpAnswer } from './httpExchange.ts'
import type { VlcClient, VlcQuery } from './vlcClient.ts'
import { createVlcClock } from './vlcClock.ts'
import type { VlcClock } from './vlcClock.ts'
import { answeredStrangely, unanswered } from './vlcProblems.ts'
import { createWallSeconds } from './wallSeconds.ts'
import type { WallSeconds } from './wallSeconds.ts'
import type {
  FilmReading,
  FilmState,
  ReadingWish,
  TrackChoice,
  VlcCommand,
  VlcReading,
  VlcRemote,
} from './vlcRemote.ts'

/** Where VLC serves `page/sync.lua`. */
export const SYNC_PAGE = '/requests/sync.json'
/** VLC's own page for remote controls. */
export const STATUS_PAGE = '/requests/status.json'

const TIMEOUT_MS = 3000
/** Closing a film whose server does not answer may take VLC seconds. */
export const LOAD_TIMEOUT_MS = 15_000

/** VLC counts in microseconds. */
const PER_MS = 1000
/** The volume that VLC calls 100 %. */
export const FULL_VOLUME = 256

const choice = z.object({ id: z.number(), title: z.string().optional() })
const filmSchema = z.object({
  state: z.number(),
  time: z.number(),
  rate: z.number(),
  cache: z.number(),
  length: z.number(),
  audio: z.number(),
  subtitle: z.number(),
  tracks: z.number(),
  audios: z.array(choice).optional(),
  subtitles: z.array(choice).optional(),
})
const answerSchema = z.object({
  began: z.number(),
  mdate: z.number(),
  second: z.number(),
  seen: z.number(),
  unrefreshed: z.number().optional(),
  foundrate: z.number().optional(),
  item: z.number().optional(),
  name: z.string().optional(),
  volume: z.number(),
  device: z.string().optional(),
  film: filmSchema.optional(),
})

/** A VLC that serves our page: positions to the microsecond, dated by VLC's own clock. */
export function createSyncPage(client: VlcClient, systemAheadMs: number | null): VlcRemote {
  const vlcClock = createVlcClock(systemAheadMs)
  const seconds = createWallSeconds()
  const ask = async (query: VlcQuery, timeoutMs = TIMEOUT_MS): Promise<PlayerResult<VlcReading>> => {
    const answer = await client.get(SYNC_PAGE, query, timeoutMs)
    if (!answer.ok) return failure(unanswered(answer.problem))
    const reading = readSyncPage(answer.value, vlcClock, seconds)
    return reading === null
      ? failure(answeredStrangely(strangeness(answerSchema, answer.value.body)))
      : success(reading)
  }
  return {
    read: (wish = {}) => ask(wishQuery(wish)),
    tell: (command) => ask(commandQuery(command), command.kind === 'load' ? LOAD_TIMEOUT_MS : TIMEOUT_MS),
  }
}

const wishQuery = ({ refreshWithinMs, withTracks = false }: ReadingWish): VlcQuery => [
  ...(refreshWithinMs === undefined ? [] : [['edge', Math.ceil(refreshWithinMs)] as const]),
  ...(withTracks ? [['tracks', 1] as const] : []),
]

export function commandQuery(command: VlcCommand): VlcQuery {
  switch (command.kind) {
    case 'load': {
      const options = command.options.map((option) => ['option', option] as const)
      return [['load', command.url], ['name', command.title], ...options]
    }
    case 'play':
    case 'pause':
      return [['state', command.kind]]
    case 'seek':
      return [['time', Math.round(command.positionMs * PER_MS)]]
    case 'rate':
      return [['rate', command.rate]]
    case 'volume':
      return [['volume', Math.round((command.percent / 100) * FULL_VOLUME)]]
    case 'sound-delay':
      return [['sounddelay', Math.round(command.delayMs * PER_MS)]]
    case 'fullscreen':
      return [['fullscreen', command.fullscreen ? 'on' : 'off']]
    case 'track':
      return [[command.track, command.id ?? -1]]
    case 'subtitle':
      return [
        ['addsubtitle', command.url],
        ['selected', command.selected ? 'yes' : 'no'],
      ]
    case 'message':
      return [
        ['say', command.text],
        ['for', Math.round(command.durationMs * PER_MS)],
      ]
    case 'quit':
      return [['quit', 1]]
  }
}

/** Null when that is not how our page answers. */
export function readSyncPage(
  answer: HttpAnswer,
  vlcClock: VlcClock,
  seconds: WallSeconds,
): VlcReading | null {
  const parsed = answerSchema.safeParse(parseJson(answer.body))
  if (!parsed.success) return null
  const { began, mdate, second, seen, unrefreshed, foundrate, item, name, volume, device, film } = parsed.data
  const toLocalMs = (vlcUs: number) => vlcClock.toLocalMs(vlcUs / PER_MS)
  vlcClock.met(began / PER_MS, answer.sentAtMs)
  seconds.note(second, toLocalMs(mdate))
  return {
    earliestMs: toLocalMs(began),
    latestMs: toLocalMs(mdate),
    secondBegan: seconds.lastBegan(toLocalMs(mdate)),
    item: item === undefined || item < 0 ? null : String(item),
    title: name ?? null,
    volumePercent: (volume / FULL_VOLUME) * 100,
    audioDevice: device ?? null,
    foundRate: foundrate ?? null,
    film:
      film === undefined
        ? null
        : {
            ...readFilm(film),
            seenMs: toLocalMs(seen),
            unrefreshedMs: unrefreshed === undefined ? null : toLocalMs(unrefreshed),
          },
  }
}

/** VLC's own numbers of its states, `input_state_e` in vlc_input.h of VLC 3. */
const STATES: readonly FilmState[] = ['opening', 'opening', 'playing', 'paused', 'over', 'over']

function readFilm(film: z.infer<typeof filmSchema>): Omit<FilmReading, 'seenMs' | 'unrefreshedMs'> {
  const { audios, subtitles } = film
  return {
    state: STATES[film.state] ?? 'over',
    shownMs: film.time / PER_MS,
    vagueMs: 0,
    rate: film.rate,
    buffered: film.cache,
    lengthMs: film.length > 0 ? film.length / PER_MS : null,
    tracks: {
      print: `${film.tracks} ${film.audio} ${film.subtitle}`,
      audio: film.audio < 0 ? null : film.audio,
      subtitle: film.subtitle < 0 ? null : film.subtitle,
      choices:
        audios === undefined || subtitles === undefined
          ? null
          : [...audios.map(asChoice('audio')), ...subtitles.map(asChoice('subtitle'))],
    },
  }
}

const asChoice =
  (kind: TrackChoice['kind']) =>
  ({ id, title }: z.infer<typeof choice>): TrackChoice => ({ kind, id, title: title ?? `Track ${id}` })

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What is not as `schema` says about a page that was answered: where, and nothing of what stands there. */
export function strangeness(schema: z.ZodType, body: string): string {
  const answer = parseJson(body)
  if (answer === null) return `no JSON in ${body.length} characters`
  const wrong = schema.safeParse(answer).error?.issues[0]
  return wrong === undefined ? 'nothing wrong' : `${wrong.path.join('.')} is not what it was (${wrong.code})`
}
