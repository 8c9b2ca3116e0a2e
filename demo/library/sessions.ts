import type { ClientCapabilitiesDto, PlayerStateInfo } from './models.ts'
import type { Device, Grant } from './tokens.ts'
import { guidOf } from './wording.ts'

/** What a client says that it plays, as of its last report. */
export interface NowPlaying {
  readonly itemId: string
  readonly playState: PlayerStateInfo
  /** When it said so, by the calendar. */
  readonly reportedUtcMs: number
}

/** A client that the server knows of: one per program and device, whoever uses it. */
export interface Session {
  readonly id: string
  readonly userId: string
  readonly device: Device
  readonly lastActivityUtcMs: number
  readonly capabilities: ClientCapabilitiesDto
  readonly playing: NowPlaying | null
}

export interface Sessions {
  all(): readonly Session[]
  find(id: string): Session | null
  /** Finds or opens the session of this token's device. */
  touch(grant: Grant, utcMs: number): Session
  update(id: string, change: Partial<Pick<Session, 'capabilities' | 'playing'>>): void
  end(id: string): void
}

export const sessionIdOf = (device: Device): string => guidOf(`session:${device.client}/${device.id}`)

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>()
  const update: Sessions['update'] = (id, change) => {
    const session = sessions.get(id)
    if (session) sessions.set(id, { ...session, ...change })
  }
  return {
    all: () => [...sessions.values()],
    find: (id) => sessions.get(id) ?? null,
    touch({ userId, device }, utcMs) {
      const id = sessionIdOf(device)
      const known = sessions.get(id) ?? { capabilities: {}, playing: null }
      const session = { ...known, id, userId, device, lastActivityUtcMs: utcMs }
      sessions.set(id, session)
      return session
    },
    update,
    end: (id) => void sessions.delete(id),
  }
}
