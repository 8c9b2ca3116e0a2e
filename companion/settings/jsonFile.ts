import { randomBytes } from 'node:crypto'
import { chmod, copyFile, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { createTurns } from '../../platform/turns.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { corruptProblem, errorCode, partlyCorruptProblem, storageProblem } from './settingsProblems.ts'

/** A file that holds one JSON value of a known shape, readable by its owner alone. */
export interface JsonFile<Value> {
  /**
   * What is in the file, `empty` when there is none. A file that cannot be understood is kept aside under another
   * name and reported through `onCorrupt`; reading goes on with what can be kept of it, else with `empty`, so that nobody
   * is locked out.
   */
  read(): Promise<Result<Value, Problem>>
  /** Replaces the file whole: after a crash or a full disk there is the old one or the new one, never a half. */
  write(value: Value): Promise<Result<void, Problem>>
  /** Replaces it by what follows from it. One change after the other: none is lost to another of this process. */
  change(next: (value: Value) => Value): Promise<Result<void, Problem>>
}

interface JsonFileOptions<Value> {
  readonly path: string
  readonly schema: z.ZodType<Value>
  readonly empty: Value
  readonly onCorrupt: (problem: Problem) => void
  /** What can be kept of a file that does not fit, as JSON has it; null = nothing. Absent = never anything. */
  readonly mend?: (json: unknown) => Mended<Value> | null
}

/** What is left of a file, and the names of what is not. */
export interface Mended<Value> {
  readonly value: Value
  readonly lost: readonly string[]
}

const ownerFile = 0o600
const ownerFolder = 0o700

export function openJsonFile<Value>(options: JsonFileOptions<Value>): JsonFile<Value> {
  const takeTurn = createTurns()
  const write = (value: Value) =>
    attempt(options.path, () => replaceFile(options.path, JSON.stringify(value, null, 2)))
  return {
    read: () => readJson(options),
    write,
    change: (next) =>
      takeTurn(async () => {
        const current = await readJson(options)
        return current.ok ? await write(next(current.value)) : current
      }),
  }
}

async function readJson<Value>(options: JsonFileOptions<Value>): Promise<Result<Value, Problem>> {
  const { path, schema, empty, mend } = options
  const text = await attempt(path, () => textOf(path))
  if (!text.ok) return text
  if (text.value === null) return success(empty)
  const json = parseJson(text.value)
  const parsed = schema.safeParse(json)
  if (parsed.success) return success(parsed.data)
  const mended = mend?.(json) ?? null
  return mended === null ? readAsEmpty(options) : readMended(options, mended)
}

async function readAsEmpty<Value>({ path, empty, onCorrupt }: JsonFileOptions<Value>) {
  const keptAs = await attempt(path, () => putAside(path, rename))
  if (!keptAs.ok) return keptAs
  onCorrupt(corruptProblem(path, keptAs.value))
  return success(empty)
}

/** The old file stays where it is until the mended one takes its place. */
async function readMended<Value>(
  { path, onCorrupt }: JsonFileOptions<Value>,
  { value, lost }: Mended<Value>,
): Promise<Result<Value, Problem>> {
  const keptAs = await attempt(path, async () => {
    const kept = await putAside(path, copyForOwner)
    await replaceFile(path, JSON.stringify(value, null, 2))
    return kept
  })
  onCorrupt(keptAs.ok ? partlyCorruptProblem({ path, keptAs: keptAs.value, lost }) : keptAs.problem)
  return success(value)
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: ownerFolder })
  await chmod(dirname(path), ownerFolder)
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeThrough(draft, `${text}\n`)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** The bytes are on the disk before the name is: else a power cut leaves an empty file under the good name. */
async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', ownerFile)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name is taken first and only if it is free, so that no earlier copy is lost, whoever else does the same. */
async function putAside(path: string, put: (path: string, kept: string) => Promise<void>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const kept = `${path}.corrupt-${number}`
    if (!(await takeName(kept))) continue
    await put(path, kept)
    return kept
  }
}

/** A copy has the rights of what it is a copy of. */
async function copyForOwner(path: string, copy: string): Promise<void> {
  await copyFile(path, copy)
  await chmod(copy, ownerFile)
}

async function takeName(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', ownerFile)).close()
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function attempt<Value>(path: string, work: () => Promise<Value>): Promise<Result<Value, Problem>> {
  try {
    return success(await work())
  } catch (error) {
    return failure(storageProblem(path, error))
  }
}
