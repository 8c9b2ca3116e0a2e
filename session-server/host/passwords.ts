import { hash, verify } from '@node-rs/argon2'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { isFitPassword } from '../../protocol/password.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { LiveRoom } from './liveRoom.ts'

/** 19 MiB, two passes, one lane: the least that OWASP recommends for Argon2id (its Password Storage Cheat Sheet). */
const figures = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What a room keeps of its password; refuses one that no room can have. Takes some 20 ms, beside the event loop. */
export async function hashPassword(password: string): Promise<Result<string, CloseReason>> {
  if (!isFitPassword(password)) return failure('unfit-password')
  return success(await hash(asWritten(password), figures))
}

/** A password that was given, and the hash that it was found to match; null = it is another one. */
export interface GivenPassword {
  readonly matches: string | null
}

/**
 * Tries a password on a room's door. The room decides by it when it comes to the join: the password may be another one by
 * then. A room listens to so many tries only, whoever makes them; `mayTry` says whether whoever tries may, anywhere.
 */
export async function tryPassword(
  room: LiveRoom,
  password: string,
  mayTry: () => boolean,
): Promise<Result<GivenPassword, CloseReason>> {
  const { passwordHash } = room.state()
  if (passwordHash === null) return success({ matches: null })
  if (!mayTry() || !room.mayTryPassword()) return failure('too-many-tries')
  const isRight = isFitPassword(password) && (await verify(passwordHash, asWritten(password)))
  return success({ matches: isRight ? passwordHash : null })
}

/** The same letters are the same password, however a keyboard composes them. */
const asWritten = (password: string): string => password.normalize('NFKC')
