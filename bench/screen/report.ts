import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import type { Machine } from '../support/machine.ts'
import type { ScreenOptions } from './options.ts'
import type { SeenPause } from './pauses.ts'
import type { SightFigures } from './pictures.ts'

export interface ScreenReport extends Pick<ScreenOptions, 'players' | 'seconds' | 'film'> {
  readonly command: string
  /** ISO 8601, the day. */
  readonly date: string
  readonly machine: Machine
  readonly playing: SightFigures
  readonly afterJump: SightFigures
  readonly standing: SightFigures
  readonly pauses: readonly SeenPause[]
}

/** One row of the results: what was seen, and what is claimed of it. */
export interface ScreenRow {
  readonly what: string
  readonly seen: SightFigures
  readonly claim: string
  readonly holds: boolean
}

/** MPVs are to show the same frame; with a VLC among them, never more than its neighbour. */
const SAME_PERCENT = 95

export function screenRows(report: ScreenReport): readonly ScreenRow[] {
  const isMpvAlone = report.players.every((player) => player === 'mpv')
  const judge = (what: string, seen: SightFigures): ScreenRow => ({
    what,
    seen,
    ...verdict(seen, isMpvAlone),
  })
  return [
    judge('playing', report.playing),
    judge('playing after a jump', report.afterJump),
    judge('standing in a pause', report.standing),
  ]
}

function verdict(seen: SightFigures, isMpvAlone: boolean): Pick<ScreenRow, 'claim' | 'holds'> {
  const isSeen = seen.pictures > seen.torn + seen.unreadable
  const near = isSeen && seen.mostApart <= 1
  return isMpvAlone
    ? {
        claim: `the same in >= ${SAME_PERCENT} %, never more than one apart`,
        holds: near && seen.samePercent >= SAME_PERCENT,
      }
    : { claim: 'never more than one apart', holds: near }
}

const heads = [
  'when',
  'pictures',
  'same frame',
  'one apart',
  'most apart',
  'torn',
  'unreadable',
  'claim',
  'holds',
]

const cells = ({ what, seen, claim, holds }: ScreenRow): readonly string[] => [
  what,
  String(seen.pictures),
  percent(seen.samePercent),
  percent(seen.oneApartPercent),
  Number.isFinite(seen.mostApart) ? String(seen.mostApart) : '?',
  String(seen.torn),
  String(seen.unreadable),
  claim,
  holds ? 'yes' : 'NO',
]

const percent = (share: number) => (Number.isFinite(share) ? `${share.toFixed(1)} %` : '?')

export const screenMarkdown = (report: ScreenReport): string => {
  const { machine, date, command, film } = report
  const table = [heads, heads.map(() => '---'), ...screenRows(report).map(cells)]
  const load = Math.round(machine.loadBefore * 100) / 100
  return [
    '# Frames on the screen, at one and the same instant',
    '',
    '```',
    command,
    '```',
    '',
    `${date}, ${machine.player ?? '?'}, film "${film}", ${machine.cores} cores (load before: ${load}), ${machine.system}, Node ${machine.node}.`,
    '',
    ...table.map(rowOf),
    '',
    ...pausesSection(report),
  ].join('\n')
}

/** Pauses one by one: frames on the screen, and beside them what each player tells, counted from its frame's time stamp. */
function pausesSection({ pauses, players, film }: ScreenReport): readonly string[] {
  if (pauses.length === 0) return []
  const recipe = FILM_RECIPES.find(({ id }) => id === film)
  const stampMs = (frame: number) =>
    recipe === undefined ? NaN : (1000 * frame * recipe.frameRate.denominator) / recipe.frameRate.numerator
  const laterBy = ({ frames, toldMs }: SeenPause, at: number): string => {
    const [frame, told] = [frames[at], toldMs[at]]
    return frame === undefined || told === undefined || told === null
      ? '?'
      : (told - stampMs(frame)).toFixed(1)
  }
  const columns = [
    'pause',
    'frames apart',
    ...players.map((player, at) => `${at + 1}: ${player} tells of its frame, ms`),
  ]
  const rows = pauses.map((pause, at) => {
    const [one, other] = pause.frames
    return [String(at + 1), String(one - other), ...players.map((_, player) => laterBy(pause, player))]
  })
  const words =
    'Beside the frames what each player tells of its own (`PlayerProbe.shownFrameMs`), less number / frame rate; the time stamps of the films begin at 21 ms, with the sound.'
  return [
    '## Pauses, one by one',
    '',
    words,
    '',
    ...[columns, columns.map(() => '---'), ...rows].map(rowOf),
    '',
  ]
}

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** JSON has no infinity: what was not to be had is null there. */
export const screenJson = (report: ScreenReport, indent?: number): string =>
  JSON.stringify(
    report,
    (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value),
    indent,
  )
