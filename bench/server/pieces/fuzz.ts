import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { sessionPath } from '../../../protocol/session.ts'
import { attack, type Attack } from '../../support/hostile/attacker.ts'
import { createHostileFrames } from '../../support/hostile/frames.ts'
import { seededRandom } from '../../support/seededRandom.ts'
import { claim, figure, inMiB, type Figure } from '../figure.ts'
import { startWitness } from '../fuzz/witness.ts'
import { startTarget, type Target } from '../processes.ts'
import type { Piece } from './piece.ts'

const attackers = 32
/** Six in so many frames cannot be read. Most rooms are entered without a password: hashing one takes 20 ms. */
const outOf = 100
/** No limit of messages, so that all frames are read; rooms that attackers leave behind go soon. */
const options = {
  roomLimits: { keepEmptyMs: 500, awayGraceMs: 500 },
  transportLimits: { socketsPerAddress: 100_000, messagesPerSecond: 1e6, messageBurst: 1e6 },
}

/** A million frames that nobody should send, and a room in the midst of it that must not notice. */
export const fuzz: Piece = {
  about: 'a million hostile frames from 32 attackers, while two members of a room beside them go on',
  run: async ({ seed, scratch, frames }) => {
    const target = await startTarget('lockstepTarget', [
      mkdtempSync(join(scratch, 'rooms-')),
      JSON.stringify(options),
    ])
    try {
      const witness = await startWitness(target.url)
      const startedMs = performance.now()
      const attacks = await attackWith(target, { seed, code: witness.roomCode, frames })
      const tookMs = performance.now() - startedMs
      const seen = await witness.stop()
      const afterwards = await target.figures('figures-after-collection')
      return [...figuresOf(attacks, seen, afterwards), figure('it took', `${Math.round(tookMs / 1000)} s`)]
    } finally {
      await target.stop()
    }
  },
}

interface Assault {
  readonly seed: number
  readonly code: string
  readonly frames: number
}

async function attackWith(target: Target, { seed, code, frames }: Assault): Promise<readonly Attack[]> {
  const random = seededRandom(seed)
  const nextFrame = createHostileFrames(random, { code, protocol: 1, revision: 0, password: null }, outOf)
  let left = frames
  const next = () => {
    if (left % 50_000 === 0) console.error(`  ${frames - left} frames were sent`)
    return left-- > 0 ? nextFrame() : null
  }
  return await Promise.all(
    Array.from({ length: attackers }, (_, index) =>
      attack(`${target.url}${sessionPath}`, `127.0.1.${1 + index}`, next),
    ),
  )
}

function figuresOf(
  attacks: readonly Attack[],
  seen: { readonly commands: number; readonly heard: number },
  { rssBytes, faults }: { readonly rssBytes: number; readonly faults: number },
): readonly Figure[] {
  const sum = (of: (attack: Attack) => number) => attacks.reduce((total, each) => total + of(each), 0)
  const total = sum((each) => each.frames)
  const survivors = sum((each) => each.survivors)
  return [
    claim('frames', String(total), { claimed: '>= 1,000,000', holds: total >= 1_000_000 }),
    figure('of these, messages of the protocol (at any time)', String(sum((each) => each.readable))),
    figure('sockets', String(sum((each) => each.sockets))),
    claim('sessions that went on after a frame that cannot be read', String(survivors), {
      claimed: 'none',
      holds: survivors === 0,
    }),
    claim(
      'commands in the room beside, and those that its other member heard',
      `${seen.commands}, ${seen.heard}`,
      {
        claimed: 'all',
        holds: seen.commands > 0 && seen.commands === seen.heard,
      },
    ),
    claim('faults of the server', String(faults), { claimed: 'none', holds: faults === 0 }),
    figure('memory afterwards', inMiB(rssBytes)),
  ]
}
