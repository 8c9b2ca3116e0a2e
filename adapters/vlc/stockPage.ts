import { z } from 'zod'
import type { PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import { guessOf, lengthWithin, narrowed } from './filmLength.ts'
import type { FilmLength } from './filmLength.ts'
import type { HttpAnswer } from './httpExchange.ts'
import { FULL_VOLUME, LOAD_TIMEOUT_MS, STATUS_PAGE, parseJson, strangeness } from './syncPage.ts'
import type { VlcClient, VlcQuery } from './vlcClient.ts'
import { answeredStrangely, cannotByStockPage, unanswered } from './vlcProblems.ts'
import type { FilmReading, FilmState, VlcCommand, VlcReading, VlcRemote } from './vlcRemote.ts'

const TIMEOUT_MS = 3000

/** VLC 3 gives `fullscreen` as 0 while there is no picture. */
export const statusSchema = z.object({
  version: z.string(),
  state: z.string(),
  time: z.number(),
  position: z.number(),
  length: z.number(),
  rate: z.number(),
  volume: z.number(),
  currentplid: z.number(),
  fullscreen: z.union([z.boolean(), z.number()]).optional(),
  loop: z.boolean().optional(),
  repeat: z.boolean().optional(),
  random: z.boolean().optional(),
  information: z.looseObject({ category: z.looseObject({ meta: z.looseObject({}).optional() }) }).optional(),
})

export type Status = z.infer<typeof statusSchema>

export interface StockPage extends VlcRemote {
  /** What the library says about the film that is loaded next. */
  expectLength(durationMs: number | null): void
}

/**
 * A VLC with the web interface that it comes with: `position` is all there is that is finer than a second, and percent
 * is the only way to seek (quirks VLC3 and VLC4).
 */
export function createStockPage(client: VlcClient): StockPage {
  let toldMs: number | null = null
  let length: (FilmLength & { readonly item: string }) | null = null
  let quickestMs = Infinity

  const ask = async (query: VlcQuery, timeoutMs = TIMEOUT_MS): Promise<PlayerResult<Seen>> => {
    const answer = await client.get(STATUS_PAGE, query, timeoutMs)
    if (!answer.ok) return failure(unanswered(answer.problem))
    const status = statusSchema.safeParse(parseJson(answer.value.body))
    if (!status.success) return failure(answeredStrangely(strangeness(statusSchema, answer.value.body)))
    return success({ status: status.data, ...span(answer.value) })
  }
  /** VLC answers a fixed time after it has looked: what an exchange took longer than the quickest came before. */
  const span = ({ sentAtMs, receivedAtMs }: HttpAnswer) => {
    quickestMs = Math.min(quickestMs, receivedAtMs - sentAtMs)
    return { earliestMs: sentAtMs, latestMs: receivedAtMs - quickestMs + LOOK_MS }
  }
  const reading = (seen: PlayerResult<Seen>): PlayerResult<VlcReading> => {
    if (!seen.ok) return seen
    const { status, earliestMs, latestMs } = seen.value
    const item = status.currentplid < 0 ? null : String(status.currentplid)
    if (item !== null && status.length > 0) {
      if (length?.item !== item) length = { item, ...lengthWithin(status.length, toldMs) }
      length = { item, ...narrowed(length, status.position, status.time) }
    }
    const film = status.state === 'stopped' ? null : { ...readFilm(status, length), seenMs: latestMs }
    const volumePercent = (status.volume / FULL_VOLUME) * 100
    const title = titleOf(status)
    return success({
      ...{ earliestMs, latestMs, secondBegan: null, item, title, film },
      ...{ volumePercent, audioDevice: null, foundRate: null },
    })
  }
  const tell = async (command: VlcCommand): Promise<PlayerResult<VlcReading>> => {
    if (command.kind === 'fullscreen') return reading(await setFullscreen(command.fullscreen))
    const lengthMs = length === null ? null : guessOf(length).lengthMs
    const query = stockQuery(command, lengthMs)
    if (query === null) return failure(cannotByStockPage())
    return reading(await ask(query, command.kind === 'load' ? LOAD_TIMEOUT_MS : TIMEOUT_MS))
  }
  /** There is a switch only, so its position is looked at first. */
  const setFullscreen = async (fullscreen: boolean): Promise<PlayerResult<Seen>> => {
    const before = await ask([])
    if (!before.ok || Boolean(before.value.status.fullscreen) === fullscreen) return before
    return ask([['command', 'fullscreen']])
  }
  return {
    read: async () => reading(await ask([])),
    tell,
    expectLength: (durationMs) => {
      toldMs = durationMs
      length = null
    },
  }
}

interface Seen {
  readonly status: Status
  readonly earliestMs: number
  readonly latestMs: number
}

/** VLC looks 0.05 to 0.7 ms after it was asked (quirk VLC1), alone on the machine. */
const LOOK_MS = 0.5

/** Null: the stock page cannot do that. Percent signs are encoded with the rest of the query. */
export function stockQuery(command: VlcCommand, lengthMs: number | null): VlcQuery | null {
  switch (command.kind) {
    case 'load': {
      const options = command.options.map((option) => ['option', option] as const)
      return [['command', 'in_play'], ['input', command.url], ['name', command.title], ...options]
    }
    case 'play':
      return [['command', 'pl_forceresume']]
    case 'pause':
      return [['command', 'pl_forcepause']]
    case 'seek':
      return lengthMs === null ? null : [['command', 'seek'], percent(command.positionMs / lengthMs)]
    case 'rate':
      return [
        ['command', 'rate'],
        ['val', command.rate],
      ]
    case 'volume':
      return [
        ['command', 'volume'],
        ['val', Math.round((command.percent / 100) * FULL_VOLUME)],
      ]
    case 'subtitle':
      return [
        ['command', 'addsubtitle'],
        ['val', command.url],
      ]
    case 'sound-delay':
      return [
        ['command', 'audiodelay'],
        ['val', (command.delayMs / 1000).toFixed(3)],
      ]
    case 'fullscreen':
    case 'track':
    case 'message':
    case 'quit':
      return null
  }
}

/** VLC keeps it as a single-precision number: ten digits are more than that. */
const percent = (share: number): readonly ['val', string] => [
  'val',
  `${(Math.min(1, Math.max(0, share)) * 100).toFixed(8)}%`,
]

const STATES: Readonly<Record<string, FilmState>> = { playing: 'playing', paused: 'paused' }

function readFilm(status: Status, length: FilmLength | null): Omit<FilmReading, 'seenMs'> {
  const guess = length === null ? null : guessOf(length)
  return {
    state: guess === null ? 'opening' : (STATES[status.state] ?? 'opening'),
    shownMs: guess === null ? 0 : status.position * guess.lengthMs,
    unrefreshedMs: null,
    vagueMs: guess === null ? 0 : status.position * guess.vagueMs,
    rate: status.rate,
    buffered: null,
    lengthMs: guess?.lengthMs ?? null,
    tracks: null,
  }
}

const metaSchema = z.looseObject({ title: z.string().optional(), filename: z.string().optional() })

function titleOf({ information }: Status): string | null {
  const meta = metaSchema.safeParse(information?.category.meta)
  return meta.success ? (meta.data.title ?? meta.data.filename ?? null) : null
}
