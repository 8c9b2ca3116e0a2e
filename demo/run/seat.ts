import type { CompanionState } from '../../protocol/companionState.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ConnectProbe, PlayerProbe } from '../meter/playerProbe.ts'
import type { Recorder } from '../meter/recorder.ts'
import { driftIn, type DriftNote } from './memberFigures.ts'
import type { MemberProcess } from './memberProcess.ts'

/** A member with the meter at its player: what it says about itself is noted, what its player does is recorded. */
export interface Seat {
  readonly member: MemberProcess
  readonly drifts: readonly DriftNote[]
  /**
   * When its first player could show a first frame; null before. A very quick one shows it before the meter is
   * connected: then the earlier instant counts at which the player was first heard of, which is to nobody's advantage.
   */
  firstFrameAtMs(): number | null
  /** The second connection to its player; null while there is no player. */
  probe(): PlayerProbe | null
  close(): void
}

export interface SeatOptions {
  readonly member: MemberProcess
  readonly connect: ConnectProbe
  readonly recorder: Recorder
  readonly clock: Clock
  /** Older notes on drift are forgotten. */
  readonly keepMs: number
}

/** Follows the member's player through crashes and restarts: each new control socket is connected to. */
export function takeSeat({ member, connect, recorder, clock, keepMs }: SeatOptions): Seat {
  let drifts: readonly DriftNote[] = []
  let control: string | null = null
  let probe: PlayerProbe | null = null
  let firstFrameAtMs: number | null = null
  let forget: Cancel = () => undefined

  const leavePlayer = () => {
    forget()
    probe?.close()
    probe = null
  }
  const meetPlayer = async (found: string) => {
    const seenAtMs = clock.nowMs()
    const connected = await connect({ name: member.name, control: found })
    if (connected === null) return
    if (control !== found) return connected.close()
    probe = connected
    forget = recorder.add(connected)
    connected.onChange(({ kind, atMs }) => {
      if (kind === 'showing') firstFrameAtMs ??= atMs
    })
    if ((await connected.shownFrameMs()) !== null) firstFrameAtMs ??= seenAtMs
  }
  const look = (state: CompanionState) => {
    const nowMs = clock.nowMs()
    const note = driftIn(state, nowMs)
    if (note !== null) drifts = [...drifts.filter(({ atMs }) => atMs >= nowMs - keepMs), note]
    const next = controlOf(state)
    if (next === control) return
    control = next
    leavePlayer()
    if (next !== null) void meetPlayer(next)
  }
  const cancel = member.onState(look)
  look(member.state())
  return {
    member,
    get drifts() {
      return drifts
    },
    firstFrameAtMs: () => firstFrameAtMs,
    probe: () => probe,
    close: () => {
      cancel()
      leavePlayer()
    },
  }
}

const controlOf = ({ player }: CompanionState): string | null =>
  player.kind === 'ready' || player.kind === 'loading' ? player.control : null
