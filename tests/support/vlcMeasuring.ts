import { z } from 'zod'
import type { PlayerAdapter } from '../../adapters/player.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import type { VlcQuery } from '../../adapters/vlc/vlcClient.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Clock } from '../../sync/clock.ts'
import { sleep } from './realMpv.ts'
import { HEADLESS_VLC, besideLaunched } from './realVlc.ts'
import type { VlcUser } from './realVlc.ts'

const answerSchema = z.object({
  began: z.number(),
  seen: z.number(),
  unrefreshed: z.number().optional(),
  film: z
    .object({ state: z.number(), time: z.number(), rate: z.number(), cache: z.number(), length: z.number() })
    .optional(),
})

export type PageAnswer = z.infer<typeof answerSchema>

/** A refresh: what VLC showed, and when on its own clock. All in ms. */
export interface Edge {
  readonly positionMs: number
  readonly atMs: number
}

/** A real VLC without an adapter's help: our page and the stock one, asked directly. */
export interface MeasuredVlc {
  readonly clock: Clock
  /** The same VLC through the adapter. */
  readonly player: PlayerAdapter
  /** Our page. */
  ask(...query: VlcQuery): Promise<PageAnswer>
  /** The stock page. */
  stock(...query: VlcQuery): Promise<StockAnswer>
  /** Opens a film paused, with its buffer filled. */
  open(url: string, startSeconds?: number): Promise<void>
  edges(count: number): Promise<readonly Edge[]>
  /** Seeks while paused, and waits for the buffer. */
  place(positionMs: number): Promise<void>
  close(): Promise<void>
}

const stockSchema = z.object({
  state: z.string(),
  time: z.number(),
  position: z.number(),
  length: z.number(),
})
export type StockAnswer = z.infer<typeof stockSchema>

/** VLC's microseconds. */
const PER_MS = 1000
/** Its own numbers for its states. */
export const PLAYING = 2
export const PAUSED = 3

export async function measureVlc(user: VlcUser): Promise<MeasuredVlc> {
  const clock = createSystemClock()
  const { runAs } = user
  const launched = await launchVlc({
    clock,
    extraArgs: HEADLESS_VLC,
    ...(runAs === undefined ? {} : { runAs }),
  })
  if (!launched.ok) throw new Error(launched.problem.sentence)
  const player = launched.value
  const client = besideLaunched(player.identity.pid ?? 0, clock)
  const get = async <Value>(page: string, query: VlcQuery, schema: z.ZodType<Value>) => {
    const answer = await client.get(page, query, 5000)
    if (!answer.ok) throw new Error(`VLC did not answer: ${answer.problem}`)
    return schema.parse(JSON.parse(answer.value.body))
  }
  const ask = (...query: VlcQuery) => get('/requests/sync.json', query, answerSchema)
  const until = async (holds: (answer: PageAnswer) => boolean) => {
    for (let tries = 0; !holds(await ask()); tries += 1)
      if (tries > 200) throw new Error('VLC did not get there')
  }
  return {
    clock,
    player,
    ask,
    stock: (...query) => get('/requests/status.json', query, stockSchema),
    open: async (url, startSeconds = 0) => {
      await ask(
        ['load', url],
        ['name', 'A film'],
        ['option', 'start-paused'],
        ['option', `start-time=${startSeconds}`],
      )
      await until(({ film }) => film?.state === PAUSED && film.cache === 1)
      await sleep(50)
    },
    edges: async (count) => {
      const edges: Edge[] = []
      for (let tries = 0; edges.length < count && tries < 4 * count; tries += 1) {
        const { film, seen, unrefreshed } = await ask(['edge', 350])
        if (film !== undefined && unrefreshed !== undefined) {
          edges.push({ positionMs: film.time / PER_MS, atMs: (seen + unrefreshed) / 2 / PER_MS })
        }
      }
      return edges
    },
    place: async (positionMs) => {
      await ask(['time', Math.round(positionMs * PER_MS)])
      await sleep(40)
      await until(({ film }) => film?.cache === 1)
    },
    close: async () => {
      client.close()
      await player.close()
    },
  }
}

/** When the page ran, on VLC's clock, ms. */
export const ranAt = ({ began }: PageAnswer): number => began / PER_MS

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN
