import { delayInWords, positionInWords } from '../../companion/words/figuresInWords.ts'
import { padTo } from '../../companion/cli/view/displayWidth.ts'
import { piece, type PaintedLine, type Tone } from '../../companion/cli/view/paintedLine.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import type { ConditionKind } from '../../protocol/health.ts'
import type { DemoReport, MemberReport, Spread } from './report.ts'

/** What the table shows: the figures of the last seconds, and each member's own words. */
export interface TableView {
  readonly title: string
  readonly positionMs: number
  /** Length of one frame of the film: nothing shorter than it can be seen. */
  readonly frameMs: number
  readonly report: DemoReport
  readonly states: readonly CompanionState[]
}

/** The live table, top to bottom. */
export const tableLines = (view: TableView): readonly PaintedLine[] => [
  [
    piece(view.title, 'strong'),
    piece(`  ${positionInWords(view.positionMs)}  ${isPlaying(view.states) ? 'playing' : 'paused'}`, 'faint'),
  ],
  [],
  [piece(heading, 'faint')],
  ...view.report.members.map((member, index) => memberLine(member, view.states[index])),
  [],
  [piece(betweenWords(view.report.pairwiseMs), 'strong')],
  [piece(...seenWords(view))],
  [piece(startWords(view.report.startSpreadMs), 'faint')],
  ...view.report.members.flatMap((member, index) => lossLine(member.name, view.states[index])),
  [],
  [piece("Pause or jump in any player's own window: the others follow.", 'faint')],
  [piece('space play/pause   left, right 10 s   p bring back a player   q end', 'faint')],
]

/** The same as one line, for a log. */
export function logLine({ report, positionMs, states }: TableView): string {
  const members = report.members.map(
    ({ name, driftMs }, index) =>
      `${name} ${condition(states[index])[0]}, drift p95 ${delayInWords(driftMs.p95)}`,
  )
  const between = `players apart p50 ${delayInWords(report.pairwiseMs.p50)}, p95 ${delayInWords(report.pairwiseMs.p95)}`
  return [positionInWords(positionMs), ...members, between].join(' | ')
}

const right = (text: string) => text.padStart(10)

const heading = [
  padTo('Member', 10),
  padTo('Player', 14),
  padTo('State', 14),
  ...['Drift p50', 'p95', 'RTT', 'Clock'].map(right),
  '   Corrections',
].join('')

function memberLine(member: MemberReport, state: CompanionState | undefined): PaintedLine {
  const [words, tone] = condition(state)
  const { rate, seek } = member.corrections
  const bound = member.offsetBoundMs === null ? '-' : `±${delayInWords(member.offsetBoundMs)}`
  return [
    piece(padTo(member.name, 10), 'strong'),
    piece(padTo(member.player ?? '-', 13).concat(' ')),
    piece(padTo(words, 14), tone),
    piece(right(delayInWords(member.driftMs.p50))),
    piece(right(delayInWords(member.driftMs.p95))),
    piece(right(delayInWords(member.rttMs)) + right(bound)),
    piece(`   ${rate} speed, ${seek} jump${seek === 1 ? '' : 's'}`, 'faint'),
  ]
}

/** What a member does, in two words, and how good that is. */
function condition(state: CompanionState | undefined): readonly [string, Tone] {
  if (state === undefined) return ['starting', 'fair']
  const { player, session, follow } = state
  if (player.kind === 'gone') return [goneWords[player.how], 'bad']
  if (player.kind !== 'ready') return ['getting ready', 'fair']
  if (session.kind !== 'online') return ['no server', 'fair']
  const [trouble] = state.health.flatMap(({ what }) => healthWords[what] ?? [])
  if (trouble !== undefined) return [trouble, 'bad']
  if (follow.buffering) return ['buffering', 'fair']
  return modeWords[follow.mode]
}

/** What is told before how exactly somebody is in step. */
const healthWords: Partial<Record<ConditionKind, string>> = {
  'other-film': 'another film',
  'stream-lost': 'no stream',
  'stream-slow': 'slow stream',
  'no-picture': 'no picture',
  'no-decoder': 'cannot play it',
}

const goneWords = {
  closed: 'player closed',
  crashed: 'player crashed',
  hung: 'player hangs',
  detached: 'let go',
  'failed-to-start': 'no player',
} as const

const modeWords = {
  idle: ['idle', 'plain'],
  placing: ['getting there', 'fair'],
  holding: ['paused', 'plain'],
  released: ['starting', 'good'],
  following: ['in step', 'good'],
  asking: ['asking', 'fair'],
  apart: ['apart', 'fair'],
  free: ['on their own', 'plain'],
} as const satisfies Record<CompanionState['follow']['mode'], readonly [string, Tone]>

const isPlaying = (states: readonly CompanionState[]) => states[0]?.room?.timeline.playing === true

const betweenWords = ({ p50, p95, max }: Spread) =>
  p50 === null
    ? 'Between the players: not known at the moment'
    : `Between the players, measured from outside: ${delayInWords(p50)} (p95 ${delayInWords(p95)}, most ${delayInWords(max)})`

/** What the figure means to the eye. */
function seenWords({ report, frameMs, states }: TableView): [string, Tone] {
  const { p95 } = report.pairwiseMs
  const frame = `one frame lasts ${delayInWords(frameMs)}`
  if (!isPlaying(states)) return ['What you see: a still frame; go on with space, or in any player.', 'faint']
  if (p95 === null) return ['What you see: nobody plays together with anybody now.', 'faint']
  if (p95 < frameMs / 4) return [`What you see: the same frame everywhere (${frame}).`, 'good']
  if (p95 < frameMs) return [`What you see: the same frame, at times its neighbour (${frame}).`, 'good']
  return [`What you see: players up to ${Math.ceil(p95 / frameMs)} frames apart (${frame}).`, 'bad']
}

const startWords = (startSpreadMs: number | null) =>
  startSpreadMs === null ? '' : `They set off ${delayInWords(startSpreadMs)} apart.`

function lossLine(name: string, state: CompanionState | undefined): readonly PaintedLine[] {
  if (state?.player.kind !== 'gone') return []
  return [
    [
      piece(
        `${name}: ${state.player.problem.sentence} Press p to bring it back where the others are.`,
        'bad',
      ),
    ],
  ]
}
