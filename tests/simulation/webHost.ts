import type { PartyClient } from '../../session-server/transport/openWatchParty/partyClient.ts'
import { z } from 'zod'
import type { Cancel } from '../../protocol/wire.ts'
import type { VirtualClock } from '../support/virtualClock.ts'
import { webFilmId } from './shelf.ts'
import type { SimulatedServer } from './simulatedServer.ts'

/** Somebody who hosts a room from a browser: its film runs by itself, and what it tells of it jitters. */
export interface WebHost {
  readonly roomId: string
  play(): void
  pause(): void
  seek(positionMs: number): void
  /** The film stops for a while, and the page does not say so. */
  stall(ms: number): void
  truePositionMs(): number
  close: Cancel
}

const clockAheadMs = 1.7e12
const roomSchema = z.object({ type: z.literal('room_state'), room: z.string() })

export async function hostInBrowser(
  world: VirtualClock,
  server: SimulatedServer,
  random: () => number,
): Promise<WebHost> {
  const film = { positionMs: 0, atMs: world.nowMs(), playing: false }
  const told: string[] = []
  const truePositionMs = () => film.positionMs + (film.playing ? Math.max(0, world.nowMs() - film.atMs) : 0)
  const client: PartyClient = server.welcome({
    address: 'browser',
    send: (frame) => told.push(frame),
    close: () => {},
    oneWayMs: () => 20,
  })
  // A line with 5 to 60 ms of delay, in order, on which one frame in twenty is held back for up to 600 ms.
  let freeAtMs = 0
  const say = (type: string, payload: object, room?: string) => {
    const heldMs = random() < 0.05 ? random() * 600 : 0
    freeAtMs = Math.max(freeAtMs, world.nowMs() + 5 + random() * 55 + heldMs)
    const ts = Math.floor(world.nowMs() + clockAheadMs)
    const frame = JSON.stringify({ type, room, payload, ts })
    world.after(freeAtMs - world.nowMs(), () => client.receive(frame))
  }
  say('create_room', { start_pos: 0, media_id: webFilmId, user_name: 'Wanda' })
  await world.advance(2000)
  const state = told.map((frame) => roomSchema.safeParse(JSON.parse(frame))).find((read) => read.success)
  const roomId = state?.data.room ?? ''

  /** As coarse as some browsers tell it. */
  const toldS = () => (Math.floor((truePositionMs() - random() * 12) / 42) * 42) / 1000
  const playState = () => (film.playing ? 'playing' : 'paused')
  const move = (action: string, positionMs: number, playing: boolean) => {
    Object.assign(film, { positionMs, atMs: world.nowMs(), playing })
    say('player_event', { action, position: positionMs / 1000, play_state: playState() }, roomId)
  }
  let cancel: Cancel = () => {}
  const report = () => {
    cancel = world.after(1000 + random() * 1000, report)
    say('state_update', { position: Math.max(0, toldS()), play_state: playState() }, roomId)
  }
  report()
  return {
    roomId,
    truePositionMs,
    play: () => move('play', truePositionMs(), true),
    pause: () => move('pause', truePositionMs(), false),
    seek: (positionMs) => move('seek', positionMs, film.playing),
    stall: (ms) => Object.assign(film, { positionMs: truePositionMs(), atMs: world.nowMs() + ms }),
    close: () => {
      cancel()
      client.gone()
    },
  }
}
