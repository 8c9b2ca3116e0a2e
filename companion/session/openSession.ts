import type { Library } from '../../jellyfin/library.ts'
import type { Media } from '../../protocol/media.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { OpenWire } from './line.ts'
import { createLockstepSession } from './lockstepSession.ts'
import type { PartyPass } from './openWatchParty/partyLine.ts'
import { createPartySession } from './openWatchParty/partySession.ts'
import { nameAlone, type Passport } from './passport.ts'
import type { ResumePoint, RoomSession } from './roomSession.ts'
import { findServerKind, type AskAddress } from './serverKind.ts'

export interface SessionParts {
  readonly library: Library
  readonly name: string
  readonly app: { readonly name: string; readonly version: string }
  readonly openWire: OpenWire
  readonly clock: Clock
  /** Time of day, ms since 1970. */
  wallMs(): number
  /** What is shown to a session server; absent = nothing but the name, to none of them. */
  readonly passportFor?: (server: string) => Passport
  /** Absent: every server is taken for ours. */
  readonly askAddress?: AskAddress
  random(): number
  resumePoint(): ResumePoint | null
}

/** A session with whatever kind of server is at an address, not opened yet. */
export async function sessionFor(server: string, parts: SessionParts): Promise<Result<RoomSession, Problem>> {
  const { askAddress = async () => null } = parts
  const found = await findServerKind(server, askAddress)
  if (!found.ok) return found
  if (found.value.kind === 'lockstep') {
    const passport = parts.passportFor?.(server) ?? nameAlone
    return success(createLockstepSession({ ...parts, server, passport }))
  }
  const { url } = found.value
  const pass = () => passFor(url, parts)
  const describe = (itemId: string) => describeItem(parts.library, itemId)
  return success(createPartySession({ ...parts, server, url, pass, describe }))
}

async function passFor(url: string, { library, name }: SessionParts): Promise<Result<PartyPass, Problem>> {
  const plain = { token: null, userName: name, userId: library.user.id, expiresInMs: null }
  const pass = await library.watchPartyPass()
  if (!pass.ok) return pass
  if (pass.value === null || !isMeantFor(pass.value.server, url)) return success(plain)
  const { token, expiresInMs } = pass.value
  return success({ ...plain, token, expiresInMs })
}

/** A pass opens the rooms of its server to whoever holds it: no other server gets it, except one on this machine. */
function isMeantFor(server: string, url: string): boolean {
  if (!URL.canParse(server) || !URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === new URL(server).hostname || /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
}

async function describeItem(library: Library, itemId: string): Promise<Result<Media, Problem>> {
  const item = await library.item(itemId)
  if (!item.ok) return item
  const { id, title, runtimeMs, providerIds } = item.value
  return success({
    serverId: library.server.id,
    itemId: id,
    title,
    runtimeMs,
    providerIds: { ...providerIds },
  })
}
