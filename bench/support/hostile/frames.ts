import { z } from 'zod'
import { clientMessageSchema } from '../../../protocol/session.ts'
import type { Random } from '../seededRandom.ts'
import { corpus } from './corpus.ts'
import { below, instanceOf, oneOf } from './instances.ts'

export type Frame = string | Uint8Array

/** What an attacker has found out and puts where it fits: codes and ids of real rooms. */
export type Known = Readonly<Record<string, unknown>>

/**
 * Frames for ever, the same ones for the same chance: right ones at any time, right ones made wrong, noise, the corpus.
 * Six in `outOf` cannot be read; each of these costs its sender a socket, which takes longer than all of the rest.
 */
export function createHostileFrames(random: Random, known: Known = {}, outOf = 20): () => Frame {
  const schema = z.toJSONSchema(clientMessageSchema, { io: 'input', unrepresentable: 'any' })
  const message = (): object => {
    const made = instanceOf(schema, random)
    const likely = random() < 0.7 ? known : {}
    return Object.fromEntries(
      Object.entries(made ?? {}).map(([key, value]) => [key, key in likely ? likely[key] : value]),
    )
  }
  const text = () => JSON.stringify(message())
  return () => {
    // Most can be read, so that what lies behind the reading is met as well, and a socket lasts for some of them.
    switch (below(outOf, random)) {
      case 0:
        return noise(random)
      case 1:
        return Buffer.from(noise(random)).toString('latin1')
      case 2:
        return oneOf(corpus, random)
      case 3:
        return text().slice(0, below(200, random))
      case 4:
        return flipped(text(), random)
      case 5:
        return JSON.stringify(damaged(message(), random))
      default:
        return text()
    }
  }
}

const noise = (random: Random): Uint8Array =>
  Uint8Array.from({ length: below(200, random) }, () => below(256, random))

/** One character of the text is another one. */
function flipped(text: string, random: Random): string {
  const place = below(text.length, random)
  return text.slice(0, place) + String.fromCharCode(below(0x300, random)) + text.slice(place + 1)
}

const wrongValues = [null, -1, 1e308, 0.5, '', 'x'.repeat(3000), [], [[]], {}, { $gt: '' }, '__proto__', true]
const wrongKeys = ['__proto__', 'constructor', 'toString', 'extra', '']

/** Somewhere in the message something is what it is not, is missing, or is too many. */
function damaged(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return oneOf(wrongValues, random)
  const entries: (readonly [string, unknown])[] = Object.entries(value)
  const place = below(entries.length + 1, random)
  const [key, inner] = entries[place] ?? [oneOf(wrongKeys, random), null]
  if (random() < 0.2) entries.splice(place, 1)
  else entries.splice(place, 1, [key, damaged(inner, random)])
  return Object.fromEntries(entries)
}
