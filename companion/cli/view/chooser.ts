import type { CompanionState } from '../../../protocol/companionState.ts'
import type { Quality, TrackView } from '../../../protocol/personal.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { plainText } from '../plainText.ts'
import { piece, type PaintedLine } from './paintedLine.ts'

/** What a viewer chooses from a list, for themselves. */
export type ChooserKind = 'audio' | 'subtitle' | 'quality'

interface Choice {
  readonly label: string
  readonly isChosen: boolean
  readonly command: CompanionCommand
}

const headings: Readonly<Record<ChooserKind, string>> = {
  audio: 'Sound, for you alone',
  subtitle: 'Subtitles, for you alone',
  quality: 'Quality, for you alone',
}

export const isChooser = (page: string): page is ChooserKind => Object.hasOwn(headings, page)

/** One key for each choice: a film with more sounds than that has them in its player. */
const keys = '1234567890abcdefghijklmnopqrstuvwxyz'.split('')

const bitrates = [20, 10, 6, 4, 2, 1].map((millions) => millions * 1_000_000)

/** The list as a page of the terminal. */
export function chooserLines(kind: ChooserKind, state: CompanionState): readonly PaintedLine[] {
  const choices = choicesOf(kind, state)
  return [
    [piece(headings[kind], 'strong')],
    [],
    ...(choices.length === 0 ? [[piece('  There is nothing to choose from yet.')]] : []),
    ...choices.map(({ label, isChosen }, index) => [
      piece(`  ${keys[index] ?? ' '} `, 'accent'),
      piece(isChosen ? '● ' : '  ', 'good'),
      piece(plainText(label), isChosen ? 'strong' : 'plain'),
    ]),
    [],
    [piece('The key of a line chooses it, any other goes back.', 'faint')],
  ]
}

/** What a key chooses; null when it chooses nothing. */
export const chosenBy = (kind: ChooserKind, state: CompanionState, key: string): CompanionCommand | null =>
  choicesOf(kind, state)[keys.indexOf(key)]?.command ?? null

function choicesOf(kind: ChooserKind, { personal }: CompanionState): readonly Choice[] {
  if (kind === 'quality') return qualityChoices(personal.quality)
  const tracks = personal.tracks.filter((track) => track.kind === kind)
  const none: Choice = {
    label: 'none',
    isChosen: !tracks.some(({ selected }) => selected),
    command: { kind: 'choose-track', track: kind, key: null },
  }
  const choices = tracks.map((track) => ({
    label: trackWords(track),
    isChosen: track.selected,
    command: { kind: 'choose-track', track: kind, key: track.key } as const,
  }))
  return tracks.length === 0 ? [] : [...choices, none].slice(0, keys.length)
}

const trackWords = ({
  title,
  language,
  codec,
  forced,
  isDefault,
  external,
  available,
  reopens,
}: TrackView): string => {
  const facts = [
    ...(language === null || title.includes(language) ? [] : [language]),
    ...(codec === null || title.toLowerCase().includes(codec.toLowerCase()) ? [] : [codec]),
    ...(forced ? ['forced'] : []),
    ...(isDefault ? ['default'] : []),
    ...(external ? ['own file'] : []),
    ...(available ? [] : ['not loaded yet']),
    ...(reopens ? ['opens the film anew'] : []),
  ]
  return facts.length === 0 ? title : `${title} (${facts.join(', ')})`
}

function qualityChoices(now: Quality): readonly Choice[] {
  const choice = (label: string, quality: Quality): Choice => ({
    label,
    isChosen: now.maxBitrate === quality.maxBitrate && now.transcode === quality.transcode,
    command: { kind: 'set-quality', ...quality },
  })
  return [
    choice('as it is', { maxBitrate: null, transcode: false }),
    ...bitrates.map((maxBitrate) =>
      choice(`at most ${maxBitrate / 1_000_000} Mbit/s`, { maxBitrate, transcode: false }),
    ),
    choice('converted by the server in any case', { maxBitrate: null, transcode: true }),
  ]
}
