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

const frames = 1_000_000
const attackers = 32
/** No limit of messages, so that all frames are read; rooms that attackers leave behind go soon. */
const options = {
  roomLimits: { keepEmptyMs: 500, awayGraceMs: 500 },
  transportLimits: { socketsPerAddress: 100_000, messagesPerSecond: 1e6, messageBurst: 1e6 },
}

/** A million frames that nobody should send, and a room in the midst of it that must not notice. */
export const fuzz: Piece = {
  about: 'a million hostile frames from 32 attackers, while two members of a room beside them go on',
  run: async ({ seed, scratch }) => {
    const target = await startTarget('lockstepTarget', [
      mkdtempSync(join(scratch, 'rooms-')),
      JSON.stringify(options),
    ])
    try {
      const witness = await startWitness(target.url)
      const attacks = await attackWith(target, seed, witness.roomCode)
      const seen = await witness.stop()
      return figuresOf(attacks, seen, await target.figures('figures-after-collection'))
    } finally {
      await target.stop()
    }
  },
}

async function attackWith(target: Target, seed: number, code: string): Promise<readonly Attack[]> {
  const random = seededRandom(seed)
  const nextFrame = createHostileFrames(random, { code, protocol: 1, revision: 0 })
  let left = frames
  const next = () => (left-- > 0 ? nextFrame() : null)
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
