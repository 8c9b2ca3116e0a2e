import { createRoomList } from '../../session-server/host/roomList.ts'
import { silentMeter } from '../../session-server/host/meter.ts'
import { closeReasons, type CloseReason } from '../../protocol/closeReasons.ts'
import { decodeClientMessage, encode } from '../../protocol/codec.ts'
import type { Wire } from '../../protocol/wire.ts'
import { Lobby } from '../../session-server/host/lobby.ts'
import { createAttendance } from '../../session-server/host/attendance.ts'
import { startSessionClock } from '../../session-server/host/sessionClock.ts'
import { Visitor } from '../../session-server/host/visitor.ts'
import { openGate } from '../session-server/support/openGate.ts'
import { defaultRoomLimits } from '../../session-server/room/roomLimits.ts'
import { createMemoryRoomStore } from '../../session-server/storage/memoryRoomStore.ts'
import type { RoomStore } from '../../session-server/storage/roomStore.ts'
import { defaultTransportLimits } from '../../session-server/transport/transportLimits.ts'
import type {
  PartyClient,
  PartySocketEnd,
} from '../../session-server/transport/openWatchParty/partyClient.ts'
import { createPartyClock } from '../../session-server/transport/openWatchParty/partyClock.ts'
import { PartyHall } from '../../session-server/transport/openWatchParty/partyHall.ts'
import { awaitIntroduction } from '../../session-server/transport/introduction.ts'
import type { Clock } from '../../sync/clock.ts'

export interface SimulatedServer {
  accept(wire: Wire): void
  /** A web client of OpenWatchParty on the same rooms. */
  welcome(end: PartySocketEnd): PartyClient
  rooms(): number
  /** What companions join a room by, given its id. */
  codeOf(roomId: string): string
  /** Ends every line without a word, as a killed process does; the store keeps what was acknowledged. */
  kill(): Promise<void>
}

/** As the real transport ends a line that fell silent. */
const { idleMs } = defaultTransportLimits
const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** The real lobby and rooms behind wires instead of sockets. */
export async function startSimulatedServer(
  world: Clock,
  random: () => number,
  store: RoomStore = createMemoryRoomStore(),
): Promise<SimulatedServer> {
  const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256))
  const clock = startSessionClock(world, `clock-${Math.floor(random() * 1e9)}`)
  const limits = { room: defaultRoomLimits, rooms: 10, memberNewsEveryMs: 250, aliveEveryMs: 2000 }
  const lobby = new Lobby({
    clock,
    wallNowMs: () => world.nowMs(),
    store,
    meter: silentMeter,
    random: bytes,
    log: silent,
    limits,
  })
  await lobby.restore()
  lobby.start()
  const roomList = createRoomList({
    clock,
    rooms: () => lobby.rooms(),
    onLook: (listener) => lobby.onLook(listener),
    roomsListed: 200,
  })
  const wires = new Set<Wire>()
  const hall = new PartyHall({
    ...{ lobby, random: bytes, gatekeeper: openGate(bytes), roomsListed: 10 },
    clock: createPartyClock(clock, () => 1.79e12),
  })

  const accept = (wire: Wire) => {
    const end = (reason: CloseReason) => wire.close(closeReasons[reason].closes ?? 1000, reason)
    const outlet = { send: (frame: string) => wire.send(frame), end }
    const introduction = awaitIntroduction(
      {
        clock,
        serverVersion: '0',
        gatekeeper: openGate(bytes),
        attendance: createAttendance(),
        inboxOf: () => [],
        roomList,
        admit: (own, { person }) => new Visitor({ lobby, random: bytes, outlet: own, person }),
      },
      outlet,
      'simulated',
    )
    wires.add(wire)
    let cancelIdle = clock.after(idleMs, () => end('idle-timeout'))
    wire.onClose(() => {
      cancelIdle()
      wires.delete(wire)
      introduction.gone()
    })
    wire.onMessage((frame) => {
      const receivedAtMs = clock.nowMs()
      cancelIdle()
      cancelIdle = clock.after(idleMs, () => end('idle-timeout'))
      const message = decodeClientMessage(frame)
      if (!message.ok) throw new Error(`malformed: ${JSON.stringify(message.problem)}`)
      if (message.value.type !== 'ping') return void introduction.receive(message.value)
      const { id, sentAtMs } = message.value
      const clockId = clock.id
      wire.send(encode({ type: 'pong', id, sentAtMs, receivedAtMs, answeredAtMs: clock.nowMs(), clockId }))
    })
  }
  return {
    accept,
    welcome: (end) => hall.welcome(end),
    rooms: () => lobby.counts().rooms,
    codeOf: (roomId) => lobby.byId(roomId)?.code ?? '',
    kill: async () => {
      hall.close()
      const closing = lobby.close()
      for (const wire of [...wires]) wire.close(1006, 'killed')
      await closing
    },
  }
}
