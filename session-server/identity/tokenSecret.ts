import { chmod, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { RandomBytes } from '../host/secrets.ts'

export interface SecretPlace {
  /** Given by the operator; checked already. Null = kept in the data folder. */
  readonly given: string | null
  /** Null = a server that forgets everything when it ends, its secret as well. */
  readonly dataDir: string | null
  readonly random: RandomBytes
}

const secretBytes = 48
const shortestKept = 32
const ownerOnly = 0o600

/** The file in the data folder; only its owner may read it. */
const secretFile = (dataDir: string): string => join(dataDir, 'token-secret')

/**
 * What session tokens and invitations are signed with: the operator's secret, else the one in the data folder, which
 * is made at the first start. Whoever has it can be anybody; it is in no log.
 */
export async function readTokenSecret(place: SecretPlace): Promise<Result<Uint8Array, Problem>> {
  const { given, dataDir, random } = place
  if (given !== null) return success(new TextEncoder().encode(given))
  if (dataDir === null) return success(random(secretBytes))
  const path = secretFile(dataDir)
  try {
    return asSecret((await readKept(path)) ?? (await makeSecret(dataDir, random)), path)
  } catch (error) {
    return failure(unusable(path, error))
  }
}

/** Null when there is none yet. A file that others may read is closed to them. */
async function readKept(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    await chmod(path, ownerOnly)
    return text.trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function makeSecret(dataDir: string, random: RandomBytes): Promise<string> {
  const secret = Buffer.from(random(secretBytes)).toString('base64url')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const file = await open(secretFile(dataDir), 'wx', ownerOnly)
  try {
    await file.writeFile(`${secret}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return secret
}

const asSecret = (text: string, path: string): Result<Uint8Array, Problem> =>
  Buffer.byteLength(text) < shortestKept ? failure(tooShort(path)) : success(new TextEncoder().encode(text))

const tooShort = (path: string): Problem => ({
  code: 'secret-too-short',
  sentence: `The secret in ${path} is shorter than ${shortestKept} characters; it was left as it is.`,
  nextStep: 'Put a longer one there, or remove the file: a new one is made, and everybody signs in again.',
})

const unusable = (path: string, error: unknown): Problem => ({
  code: 'secret-unusable',
  sentence: `The secret in ${path} could not be read or made (${codeOf(error)}).`,
  nextStep: 'Give this user the right to read and write it.',
})

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason'
