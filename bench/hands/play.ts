import type { PlayerProbe } from '../../demo/meter/playerProbe.ts'
import type { Party } from '../../demo/run/party.ts'
import type { DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import { complaintAbout, isLostAfter, outcomeOf, type RoomPlace } from './expected.ts'
import { actionsIn, inWords, randomTurn, type Gesture, type Turn } from './gestures.ts'

export interface HandsOptions {
  readonly party: Party
  readonly players: readonly DemoPlayer[]
  readonly lengthMs: number
  readonly actions: number
  readonly random: () => number
  readonly onTurn: (words: string) => void
}

export interface HandsFigures {
  readonly actions: number
  readonly gestures: number
  /** What was not as it was to be, with the gesture that it followed. */
  readonly complaints: readonly string[]
  /** From a gesture until all was quiet again, ms, the longest. */
  readonly slowestMs: number
}

/** After this long without any news nothing more is to come: seeks are gathered for 300 ms, VLC is asked every 500 ms. */
const QUIET_MS = 1200
const QUIET_WITHIN_MS = 25_000
const LOOK_EVERY_MS = 25

/** Does one random thing after the other in the players' own windows, and compares what became of the room. */
export async function playWithHands(options: HandsOptions): Promise<HandsFigures> {
  const complaints: string[] = []
  const lost = new Set<number>()
  let [actions, gestures, slowestMs] = [0, 0, 0]
  if (!(await untilQuiet(options.party))) complaints.push('never quiet before the first gesture')
  while (actions < options.actions && complaints.length < MOST_COMPLAINTS) {
    const turn = nextTurn(options)
    const { words, complaint, tookMs } = await take(options, turn, lost)
    actions += actionsIn(turn.gesture)
    gestures += 1
    slowestMs = Math.max(slowestMs, tookMs)
    options.onTurn(`${actions}: ${words}${complaint === null ? '' : `: ${complaint}`}`)
    if (complaint !== null) complaints.push(`${words}: ${complaint}`)
  }
  return { actions, gestures, complaints, slowestMs }
}

/** When so much is wrong, more tells nothing. */
const MOST_COMPLAINTS = 10

function nextTurn({ party, lengthMs, random }: HandsOptions): Turn {
  const { positionMs, rate } = placeOf(party)
  return randomTurn(random, { seats: party.seats.length, positionMs, lengthMs, rate })
}

/** `lost`: the seats whose player does not know where it is. */
async function take({ party, players }: HandsOptions, { seat, gesture }: Turn, lost: Set<number>) {
  const { member, probe } = party.seats[seat] ?? {}
  const who = member?.name ?? '?'
  const player = players[seat] ?? 'mpv'
  const before = placeOf(party)
  const known = new Set(requestsIn(party).map(idOf))
  const beganAtMs = party.clock.nowMs()
  await make(gesture, probe?.() ?? null, party)
  const isQuiet = await untilQuiet(party)
  const tookMs = party.clock.nowMs() - beganAtMs
  const events = requestsIn(party).filter((event) => !known.has(idOf(event)))
  const hand = { player, isLost: lost.has(seat) }
  const outcome = outcomeOf(gesture, before, hand)
  if (isLostAfter(gesture, before, hand)) lost.add(seat)
  else lost.delete(seat)
  const complaint = isQuiet
    ? complaintAbout(outcome, who, { before, after: placeOf(party), events, tookMs })
    : 'it never came to rest'
  return { words: `${who} (${player}) ${inWords(gesture)}`, complaint, tookMs }
}

async function make(gesture: Gesture, probe: PlayerProbe | null, { clock }: Party): Promise<void> {
  if (gesture.kind === 'drag') return probe?.drag(gesture.toMs)
  for (let time = 0; time < gesture.times; time += 1) {
    if (time > 0) await sleep(clock, gesture.everyMs)
    await probe?.press(gesture.key)
  }
}

const REQUESTS: readonly RoomEvent['what'][] = ['played', 'paused', 'sought', 'changed-rate']

const requestsIn = ({ seats }: Party): readonly RoomEvent[] =>
  seats[0]?.member
    .state()
    .events.filter(({ what, memberId }) => memberId !== null && REQUESTS.includes(what)) ?? []

const idOf = ({ atMs, memberId, what }: RoomEvent): string => `${atMs} ${memberId} ${what}`

/** Where the room is now, by the first member's clock. */
function placeOf(party: Party): RoomPlace {
  const timeline = party.room()?.timeline
  if (timeline === undefined) return { playing: false, positionMs: 0, rate: 1 }
  const { playing, positionMs, rate } = timeline
  const shownMs = party.seats[0]?.member.state().follow.positionMs ?? positionMs
  return { playing, rate, positionMs: playing ? shownMs : positionMs }
}

/** Resolves when nothing has changed for a while and every player does what the room does. */
async function untilQuiet(party: Party): Promise<boolean> {
  const endsAtMs = party.clock.nowMs() + QUIET_WITHIN_MS
  let print = printOf(party)
  let sinceMs = party.clock.nowMs()
  while (party.clock.nowMs() - sinceMs < QUIET_MS) {
    if (party.clock.nowMs() > endsAtMs) return false
    await sleep(party.clock, LOOK_EVERY_MS)
    const now = printOf(party)
    if (now === print && isAtRest(party)) continue
    print = now
    sinceMs = party.clock.nowMs()
  }
  return true
}

const printOf = (party: Party): string => `${party.room()?.timeline.revision} ${requestsIn(party).length}`

function isAtRest(party: Party): boolean {
  const room = party.room()
  const mode = room?.timeline.playing === true ? 'following' : 'holding'
  return (
    room?.phase.kind === 'steady' && party.seats.every(({ member }) => member.state().follow.mode === mode)
  )
}
