import { createHash } from 'node:crypto'

/** Bytes that nobody can guess; `randomBytes` of node:crypto in a real server. */
export type RandomBytes = (length: number) => Uint8Array

/** Letters and digits without those that look alike (i, l, o, u). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const readable = (random: RandomBytes, length: number): string =>
  Array.from(random(length), (byte) => alphabet[byte % alphabet.length]).join('')

/** What people type to join: 50 bits, so that trying codes finds no room. */
export const roomCode = (random: RandomBytes): string => readable(random, 10)

/** What a person typed, as codes are kept: capitals and spaces around it do not matter. */
export const asTyped = (code: string): string => code.trim().toLowerCase()

/** A UUID of version 4 (RFC 9562): the form that every client of every dialect takes for an id. */
export function identifier(random: RandomBytes): string {
  const bytes = Buffer.from(random(16))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Proves that a member is the one who left: 256 bits, told to that member only. */
export const resumeToken = (random: RandomBytes): string => Buffer.from(random(32)).toString('base64url')

/** All that the server keeps of a resume token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url')
