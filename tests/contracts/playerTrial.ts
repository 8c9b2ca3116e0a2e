import { expect } from 'vitest'
import type {
  PlayerAdapter,
  PlayerEvent,
  PlayerGone,
  PlayerMedia,
  PlayerResult,
} from '../../adapters/player.ts'
import type { Observation } from '../../sync/observation.ts'

/** One player under test, with a film of 30 s at 24 frames a second and somebody who acts in it by hand. */
export interface PlayerFixture {
  readonly player: PlayerAdapter
  readonly media: PlayerMedia
  /** An address that cannot be opened. */
  readonly brokenUrl: string
  /** As what its crash is told, where that cannot be told from a close from outside; `crashed` if absent. */
  readonly crashTold?: PlayerGone
  nowMs(): number
  /** Lets time go by. */
  pass(ms: number): Promise<void>
  /** Lets time go by until the promise has settled. */
  settle<Value>(promise: Promise<Value>): Promise<Value>
  readonly viewer: {
    pause(): Promise<void>
    play(): Promise<void>
    seek(positionMs: number): Promise<void>
    /** The key that goes to the next chapter, of which one begins at CHAPTER_MS; absent where there are none. */
    nextChapter?(): Promise<void>
    opensSomethingElse(): Promise<void>
    closes(): Promise<void>
    crash(): Promise<void>
    hang(): Promise<void>
  }
  /** The viewer at the player's face; absent where the player has none. */
  readonly face?: {
    types(text: string): Promise<void>
    asksForResync(): Promise<void>
    /** Everything that is shown now. */
    reads(): Promise<string>
  }
  /** Ends everything the fixture started, then checks that nothing of it is left. */
  dispose(): Promise<void>
}

export interface PlayerFixtures {
  create(): Promise<PlayerFixture>
  setUp?(): Promise<void>
  tearDown?(): Promise<void>
}

export const FRAME_MS = 1000 / 24
/** The first frame of a film may begin a little after zero. */
export const FIRST_FRAME_MS = 25
export const FILM_MS = 30_000
export const CHAPTER_MS = 12_000

export type EventOf<Kind extends PlayerEvent['kind']> = Extract<PlayerEvent, { kind: Kind }>

/** A player under test, what it has told so far, and shorthands for driving it. */
export interface PlayerTrial {
  readonly fixture: PlayerFixture
  readonly player: PlayerAdapter
  readonly events: PlayerEvent[]
  /** The value of a command that has to succeed. */
  settle<Value>(promise: Promise<PlayerResult<Value>>): Promise<Value>
  load(startMs?: number): Promise<{ readonly positionMs: number }>
  observe(): Promise<Observation>
  told<Kind extends PlayerEvent['kind']>(kind: Kind): readonly EventOf<Kind>[]
  /** Fails when it does not become true within 3 s. */
  expectSoon(what: () => boolean): Promise<void>
  /** Media ms per ms of the local clock, over half a second, from when the player knows well where it is. */
  measuredRate(): Promise<number>
}

export const projected = (one: Observation, instantMs: number): number =>
  one.positionMs + one.rate * (instantMs - one.observedAtMs)

const SOON_MS = 3000
/** A hundredth of the time over which a rate is measured. */
const SURE_MS = 5

export async function createTrial(fixtures: PlayerFixtures): Promise<PlayerTrial> {
  const fixture = await fixtures.create()
  const { player } = fixture
  const events: PlayerEvent[] = []
  player.onEvent((event) => events.push(event))

  const settle = async <Value>(promise: Promise<PlayerResult<Value>>): Promise<Value> => {
    const result = await fixture.settle(promise)
    if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.sentence}`)
    return result.value
  }
  const observe = () => settle(player.observe())
  const expectSoon = async (what: () => boolean) => {
    const endsAtMs = fixture.nowMs() + SOON_MS
    while (!what() && fixture.nowMs() < endsAtMs) await fixture.pass(10)
    expect(what(), `${what.toString()}; told: ${JSON.stringify(events)}`).toBe(true)
  }
  const sureOfItself = async () => {
    const sureMs = Math.max(SURE_MS, 3 * player.capabilities.sensingMs)
    const endsAtMs = fixture.nowMs() + SOON_MS
    let observation = await observe()
    while (observation.uncertaintyMs > sureMs && fixture.nowMs() < endsAtMs) {
      await fixture.pass(50)
      observation = await observe()
    }
    return observation
  }
  const measuredRate = async () => {
    const first = await sureOfItself()
    await fixture.pass(500)
    const last = await observe()
    return (last.positionMs - first.positionMs) / (last.observedAtMs - first.observedAtMs)
  }
  return {
    fixture,
    player,
    events,
    settle,
    load: (startMs = 0) => settle(player.load({ ...fixture.media, startMs })),
    observe,
    told: (kind) => events.filter((event): event is EventOf<typeof kind> => event.kind === kind),
    expectSoon,
    measuredRate,
  }
}
