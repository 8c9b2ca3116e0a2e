import { commonReactions, reactionSchema } from '../../protocol/reaction.ts'
import type { SlashRow, Understood } from './spoken.ts'
import { command, unclear, withoutWords } from './understanding.ts'

/** What people type for the first few; any other emoji is typed as itself. */
const reactionNames: Readonly<Record<string, string>> = {
  yes: '👍',
  heart: '❤️',
  laugh: '😂',
  wow: '😮',
  sad: '😢',
  clap: '👏',
  party: '🎉',
  fire: '🔥',
}

function readReaction(words: string): Understood {
  const reaction = reactionSchema.safeParse(reactionNames[words.toLowerCase()] ?? words)
  if (reaction.success) return command({ kind: 'react', reaction: reaction.data })
  const names = Object.keys(reactionNames).join(', ')
  return unclear('A reaction is one emoji.', `Type one, such as ${commonReactions[0]}, or a word: ${names}.`)
}

/** What members do for themselves. */
export const slashOwn: readonly SlashRow[] = [
  {
    name: 'free',
    words: '',
    does: 'watch in your own time for a while',
    read: withoutWords('free', () => command({ kind: 'free-play', isFree: true })),
  },
  {
    name: 'back',
    words: '',
    does: 'watch with the room again',
    read: withoutWords('back', () => command({ kind: 'free-play', isFree: false })),
  },
  {
    name: 'hand',
    words: '',
    does: 'raise your hand',
    read: withoutWords('hand', () => command({ kind: 'raise-hand', wants: 'attention' })),
  },
  {
    name: 'ask',
    words: '',
    does: 'ask for a pause',
    read: withoutWords('ask', () => command({ kind: 'raise-hand', wants: 'pause' })),
  },
  {
    name: 'unhand',
    words: '',
    does: 'lower your hand',
    read: withoutWords('unhand', () => command({ kind: 'lower-hand', memberId: null })),
  },
  {
    name: 'react',
    words: 'EMOJI',
    does: 'show how it is',
    firstWords: () => Object.keys(reactionNames),
    read: readReaction,
  },
  {
    name: 'yes',
    words: '',
    does: 'vote for it',
    read: withoutWords('yes', () => command({ kind: 'vote', inFavour: true })),
  },
  {
    name: 'no',
    words: '',
    does: 'vote against it',
    read: withoutWords('no', () => command({ kind: 'vote', inFavour: false })),
  },
  {
    name: 'player',
    words: '',
    does: 'start your player again, or look again for the film',
    read: withoutWords('player', () => command({ kind: 'restart-player' })),
  },
]
