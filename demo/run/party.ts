import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { parseJoinLink } from '../../protocol/joinLink.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { RoomView } from '../../protocol/room.ts'
import type { Clock } from '../../sync/clock.ts'
import { startRecorder, type Recorder } from '../meter/recorder.ts'
import type { Trace } from '../meter/trace.ts'
import type { MemberProcess } from './memberProcess.ts'
import type { DemoPlayer } from './players/demoPlayer.ts'
import { takeSeat, type Seat } from './seat.ts'
import type { Stage } from './stage.ts'
import { waitUntil } from './waiting.ts'

/** Members who watch one film together on one stage, with the meter running. */
export interface Party {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly seats: readonly Seat[]
  /** A further member comes in; resolves once its companion is in the room. */
  join(): Promise<Result<Seat, Problem>>
  /** Everyone stands on the room's position, ready to start together. */
  everyoneReady(): Promise<Result<void, Problem>>
  /** As the first member presses a key. */
  command(command: CompanionCommand): Promise<Result<void, Problem>>
  room(): RoomView | null
  traces(): readonly Trace[]
  /** Settles when any member's companion ends by itself; never, when all goes well. */
  readonly lost: Promise<Problem>
  /** Takes the meter away; the members are the stage's to end. */
  leave(): void
}

export interface PartyOptions {
  readonly stage: Stage
  readonly clock: Clock
  /** One for each member from the start; who comes later has them again in the same order. */
  readonly players: readonly DemoPlayer[]
  readonly sampleEveryMs: number
  readonly keepMs: number
  /** Address of the session server for one member; the stage's own when absent. */
  readonly serverFor?: (index: number) => string
  readonly onProgress: (words: string) => void
}

/** A cold start: log in, ask the library, start a player, load the film. */
const READY_WITHIN_MS = 45_000
const IN_ROOM_WITHIN_MS = 20_000

/** Opens a room with its first member and lets the others join. */
export async function gatherParty(options: PartyOptions): Promise<Result<Party, Problem>> {
  const party = createParty(options)
  for (let index = 0; index < options.players.length; index += 1) {
    const joined = await party.join()
    if (joined.ok) continue
    party.leave()
    return joined
  }
  return success(party)
}

function createParty(options: PartyOptions): Party {
  const { clock, sampleEveryMs, keepMs } = options
  const recorder = startRecorder({ clock, everyMs: sampleEveryMs, keepMs })
  const seats: Seat[] = []
  const first = () => seats[0]?.member.state() ?? null
  let reportLoss: (problem: Problem) => void = () => undefined
  const lost = new Promise<Problem>((resolve) => {
    reportLoss = resolve
  })
  const join = async (): Promise<Result<Seat, Problem>> => {
    const newcomer = await bringIn(options, seats.length, first()?.joinLink ?? null)
    if (!newcomer.ok) return newcomer
    const { member } = newcomer.value
    const seat = takeSeat({ ...newcomer.value, recorder, clock, keepMs })
    seats.push(seat)
    void member.ended.then((problem) => problem !== null && reportLoss(problem))
    const entered = await hasEntered(member, clock)
    return entered.ok ? success(seat) : entered
  }
  return {
    clock,
    recorder,
    seats,
    lost,
    join,
    everyoneReady: () => Promise.race([everyoneReady(seats, clock), lost.then(failure)]),
    command: (command) => seats[0]?.member.command(command) ?? Promise.resolve(failure(stopped)),
    room: () => first()?.room ?? null,
    traces: () => recorder.recordings().map(({ trace }) => trace),
    leave: () => {
      for (const seat of seats) seat.close()
      recorder.stop()
    },
  }
}

/** The first one opens a room, all others have its link. */
async function bringIn(options: PartyOptions, index: number, link: string | null) {
  const { stage, players, serverFor, onProgress } = options
  const server = serverFor?.(index) ?? stage.server().address
  const code = link === null ? null : codeOf(link)
  const player = players[index % players.length] ?? 'mpv'
  const newcomer = await stage.addMember({ index, count: players.length, player, server, code })
  if (newcomer.ok) onProgress(`${newcomer.value.member.name} ${index === 0 ? 'opens the room' : 'joins'}`)
  return newcomer
}

const hasEntered = (member: MemberProcess, clock: Clock): Promise<Result<void, Problem>> =>
  Promise.race([
    waitUntil(() => member.state().joinLink !== null, {
      clock,
      withinMs: IN_ROOM_WITHIN_MS,
      sentence: () => `${member.name} did not get into the room.`,
    }),
    member.ended.then((problem) => failure(problem ?? stopped)),
  ])

const everyoneReady = (seats: readonly Seat[], clock: Clock): Promise<Result<void, Problem>> =>
  waitUntil(() => unready(seats).length === 0, {
    clock,
    withinMs: READY_WITHIN_MS,
    sentence: () => `Not everyone's player got ready: ${unready(seats).join(', ')}.`,
  })

function codeOf(link: string): string | null {
  const target = parseJoinLink(link, null)
  return target.ok ? target.value.code : null
}

/** Who is not, by the room's own reckoning, or has no meter at the player yet. */
function unready(seats: readonly Seat[]): readonly string[] {
  const room = seats[0]?.member.state().room ?? null
  return seats
    .filter((seat) => {
      const view = room?.members.find(({ id }) => id === seat.member.state().memberId)
      return seat.probe() === null || view?.presence.readyRevision !== room?.timeline.revision
    })
    .map(({ member }) => member.name)
}

const stopped: Problem = {
  code: 'stopped',
  sentence: 'The members were asked to end.',
  nextStep: '',
}
