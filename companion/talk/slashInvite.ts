import { longestLinkMs, usualLinkMs, type LinkWish } from '../../protocol/invitationLink.ts'
import { readDuration } from '../words/durations.ts'
import type { SlashRow, Understood } from './spoken.ts'
import { command, unclear } from './understanding.ts'

const words = ['controller', 'once'] as const

/** `/invite`, `/invite controller`, `/invite once 2h`: in any order. */
function readInvite(text: string): Understood {
  let wish: LinkWish = { role: 'viewer', once: false, livesMs: usualLinkMs }
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const changed = withWord(wish, word)
    if (changed === null)
      return unclear(
        `"${word}" says nothing about an invitation.`,
        'Type "/invite", "/invite controller", "/invite once" or how long it holds, such as "/invite 2h".',
      )
    wish = changed
  }
  return command({ kind: 'make-link', ...wish })
}

function withWord(wish: LinkWish, word: string): LinkWish | null {
  if (word === 'once') return { ...wish, once: true }
  if (word === 'controller' || word === 'viewer') return { ...wish, role: word }
  const livesMs = readDuration(word)
  return livesMs === null || livesMs < 1000 || livesMs > longestLinkMs ? null : { ...wish, livesMs }
}

export const slashInvite: SlashRow = {
  name: 'invite',
  words: '[controller] [once] [2h]',
  does: 'a link that lets its bearer in, as a code to photograph too',
  firstWords: () => words,
  read: readInvite,
}
