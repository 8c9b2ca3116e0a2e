import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import type { StrictFrame } from './strictFrames.ts'

/** What the web client's own check of frames gives the page that it is loaded into. */
interface RealValidator {
  validateMessage(message: unknown): { readonly valid: boolean; readonly error: string | null }
  isKnownType(type: string): boolean
}

const validator = readValidator(process.env['LOCKSTEP_OPENWATCHPARTY_CLIENT'] ?? '')

/**
 * Why the real web client would drop a frame; null = it takes it, or its code is not here. What a version does not know
 * at all it may drop; neither does it come to what only those are told who declared that they know more.
 */
export function realComplaint(frame: StrictFrame): string | null {
  if (validator === null || !validator.isKnownType(frame.type) || isForNewer(frame)) return null
  return validator.validateMessage(frame).error
}

const isForNewer = ({ type, payload }: StrictFrame): boolean =>
  type === 'auth_success' && 'features' in payload

/** The check is in `ws/validation.js` of the client's folder since its third generation. */
function readValidator(folder: string): RealValidator | null {
  const file = join(folder, 'ws/validation.js')
  if (folder === '' || !existsSync(file)) return null
  const page: { OpenWatchParty?: { wsValidation?: RealValidator } } = {}
  runInNewContext(readFileSync(file, 'utf8'), { window: page })
  const found = page.OpenWatchParty?.wsValidation
  if (found === undefined) throw new Error(`${file} checks no frames.`)
  return found
}
