import { z } from 'zod'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import { STATUS_PAGE, SYNC_PAGE, parseJson } from './syncPage.ts'
import type { VlcClient } from './vlcClient.ts'

/** Who answers, and by which page it can be driven. */
export interface Introduction {
  /** For people: "VLC 3.0.24". */
  readonly name: string
  /** It serves our page, and is a VLC that our page is written for. */
  readonly precise: boolean
}

const statusSchema = z.object({ version: z.string() })
/** VLC 4 has other Lua functions: our page would fail there, the stock one was carried over. */
const NEWEST_OF_PAGE = 3

/** The failure is the client's code, or `garbage` when that is no VLC. */
export async function introduce(client: VlcClient, timeoutMs: number): Promise<Result<Introduction, string>> {
  const status = await client.get(STATUS_PAGE, [], timeoutMs)
  if (!status.ok) return status
  const read = statusSchema.safeParse(parseJson(status.value.body))
  if (!read.success) return failure('garbage')
  const { version } = read.data
  const name = `VLC ${version.split(' ')[0] ?? version}`
  if (majorOf(version) > NEWEST_OF_PAGE) return success({ name, precise: false })
  const page = await client.get(SYNC_PAGE, [], timeoutMs)
  return success({ name, precise: page.ok && parseJson(page.value.body) !== null })
}

/** "3.0.24 Vetinari", "4.0.0-dev Otto Chriek". */
const majorOf = (version: string): number => Number.parseInt(version, 10)
