import { silentMeter } from '../../../session-server/host/meter.ts'
import { createHash } from 'node:crypto'
import type { CloseReason } from '../../../protocol/closeReasons.ts'
import { decodeServerMessage } from '../../../protocol/codec.ts'
import { unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import type { ServerMessage, ServerMessageOf } from '../../../protocol/session.ts'
import { Lobby, type LobbyLimits } from '../../../session-server/host/lobby.ts'
import { startSessionClock } from '../../../session-server/host/sessionClock.ts'
import type { VisitorMessage } from '../../../session-server/host/memberInput.ts'
import { Visitor } from '../../../session-server/host/visitor.ts'
import { openPerson } from '../../../session-server/identity/openPerson.ts'
import { defaultRoomLimits } from '../../../session-server/room/roomLimits.ts'
import { createMemoryRoomStore } from '../../../session-server/storage/memoryRoomStore.ts'
import type { RoomStore } from '../../../session-server/storage/roomStore.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { film } from './film.ts'

interface LobbyStageOptions {
  readonly store?: RoomStore
  readonly limits?: Partial<LobbyLimits>
}

/** Rooms without sockets, on virtual time, with bytes that are the same in every run. */
export function createLobbyStage({ store = createMemoryRoomStore(), limits }: LobbyStageOptions = {}) {
  const clock = createVirtualClock()
  const wall = { ms: 1_700_000_000_000 }
  const log: string[] = []
  const write = (facts: object, sentence: string) => void log.push(`${sentence} ${JSON.stringify(facts)}`)
  const random = countingBytes()
  const lobby = new Lobby({
    clock: startSessionClock(clock, 'clock'),
    wallNowMs: () => wall.ms + clock.nowMs(),
    store,
    meter: silentMeter,
    random,
    log: { info: write, warn: write, error: write },
    limits: { room: defaultRoomLimits, rooms: 100, memberNewsEveryMs: 250, aliveEveryMs: 2000, ...limits },
  })
  const visit = (name: string) => new Guest(lobby, random, name)
  return { clock, wall, log, lobby, visit }
}

/** A room of Ann's with Bob in it. */
export async function annAndBob(options: LobbyStageOptions = {}) {
  const stage = createLobbyStage(options)
  const [ann, bob] = [stage.visit('Ann'), stage.visit('Bob')]
  ann.create()
  await stage.clock.advance(0)
  bob.join(ann.last('joined').room.code)
  await stage.clock.advance(1000)
  return { ...stage, ann, bob }
}

/** A visitor and what it heard. */
class Guest {
  readonly heard: ServerMessage[] = []
  endedBy: CloseReason | null = null
  readonly #visitor: Visitor
  #requests = 0

  constructor(lobby: Lobby, random: (length: number) => Uint8Array, name: string) {
    const outlet = {
      send: (frame: string) => {
        const message = decodeServerMessage(frame)
        if (!message.ok) throw new Error(`Not of the protocol: ${frame}`)
        this.heard.push(message.value)
      },
      end: (reason: CloseReason) => {
        this.endedBy = reason
        this.#visitor.gone()
      },
    }
    this.#visitor = new Visitor({ lobby, random, outlet, person: openPerson(name, random) })
  }

  send(message: VisitorMessage): void {
    this.#visitor.receive(message)
  }

  gone(): void {
    this.#visitor.gone()
  }

  create(requestId = this.nextRequest(), title = film.title): void {
    this.send({
      type: 'create',
      requestId,
      media: { ...film, title },
      name: null,
      policy: { control: 'everyone' },
      password: null,
      positionMs: 0,
    })
  }

  join(code: string, requestId = this.nextRequest()): void {
    this.send({ type: 'join', requestId, code, password: null, invitation: null })
  }

  resume(
    { room, resumeToken }: ServerMessageOf<'joined'>,
    given: { playing?: boolean; token?: string } = {},
  ): void {
    const { playing = false, token = resumeToken } = given
    const { revision } = room.timeline
    this.send({
      type: 'resume',
      requestId: this.nextRequest(),
      roomId: room.id,
      resumeToken: token,
      revision,
      playing,
    })
  }

  present(presence: Partial<PresenceReport>): void {
    this.send({ type: 'presence', presence: { ...unknownPresence, ...presence } })
  }

  all<Type extends ServerMessage['type']>(type: Type): readonly ServerMessageOf<Type>[] {
    return this.heard.filter((message): message is ServerMessageOf<Type> => message.type === type)
  }

  last<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type> {
    const message = this.all(type).at(-1)
    if (message === undefined) throw new Error(`Nothing of ${type} was heard.`)
    return message
  }

  nextRequest(): string {
    this.#requests += 1
    return `request-${this.#requests}`
  }
}

/** Different bytes at every call, the same ones in every run. */
function countingBytes(): (length: number) => Uint8Array {
  let calls = 0
  return (length) => {
    calls += 1
    return createHash('sha512').update(String(calls)).digest().subarray(0, length)
  }
}
