import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import type { ChooserKind } from '../view/chooser.ts'
import type { Key } from './decodeKeys.ts'

/** What a key asks for: something of the companion, or of the screen itself. */
export type KeyAct =
  | { readonly kind: 'command'; readonly command: CompanionCommand }
  /** Relative to the viewer's own offset as it is now. */
  | { readonly kind: 'offset'; readonly byMs: number }
  /** Begins a line of the chat, or of a command. */
  | { readonly kind: 'type'; readonly begin: '' | '/' }
  /** To watch in one's own time, or with the room again, whichever is not now. */
  | { readonly kind: 'free' }
  /** One's hand: up, or down again. */
  | { readonly kind: 'hand' }
  /** The other way round from how it is now. */
  | { readonly kind: 'ready' }
  /** Opens a list of what this viewer may choose for themselves. */
  | { readonly kind: 'choose'; readonly from: ChooserKind }
  | { readonly kind: 'help' }
  | { readonly kind: 'quit' }

interface KeyRow {
  readonly keys: string
  readonly does: string
}

const skipMs = 10_000
const longSkipMs = 60_000
const offsetStepMs = 10

/** For the help page, in the order of how often they are used. */
export const keyTable: readonly KeyRow[] = [
  { keys: 'space', does: 'play or pause, for everyone' },
  { keys: 'left, right', does: 'ten seconds back or on, for everyone' },
  { keys: 'down, up', does: 'a minute back or on (also shift with left, right)' },
  { keys: 't, enter', does: 'say something to everyone (enter says it, escape does not)' },
  { keys: '/', does: 'type a command: people, queue, rules, votes (/help lists all, tab completes)' },
  { keys: 'n', does: 'go on to the next film of the queue' },
  { keys: 'f', does: 'watch in your own time for a while, and back with the room again' },
  { keys: 'h', does: 'raise your hand, or lower it' },
  { keys: 'r', does: 'bring everyone exactly in step now' },
  { keys: 'w', does: 'what did they say? ten seconds back for you alone, which catches up by itself' },
  { keys: 'b', does: 'back from there to the others, at once' },
  { keys: 'a, s, v', does: 'your own sound, subtitles, quality of the film' },
  { keys: 'y', does: 'have the room wait for you with its next start, or no longer' },
  { keys: 'p', does: 'start your player again after it was closed' },
  { keys: '-, +', does: 'your own offset: 10 ms behind or ahead (for slow loudspeakers or projectors)' },
  { keys: '0', does: 'no offset of your own' },
  { keys: '?', does: 'this page' },
  { keys: 'q', does: 'leave the room and end' },
]

/** The last line of the screen. */
export const keyLegend = 'space play/pause  ←→ 10 s  ↑↓ 60 s  t chat  / do  w what?  ? keys  q quit'
export const typingLegend = 'enter says it to everyone  escape does not'
export const commandLegend = 'enter does it  tab completes it  escape does not'
export const passwordLegend = 'enter sets it  escape does not'

const skip = (byMs: number): KeyAct => ({ kind: 'command', command: { kind: 'skip', byMs } })

/** What a key means in a room, null when it means nothing. */
export function actOf(key: Key): KeyAct | null {
  switch (key) {
    case 'space':
      return { kind: 'command', command: { kind: 'toggle' } }
    case 'left':
      return skip(-skipMs)
    case 'right':
      return skip(skipMs)
    case 'shift-left':
    case 'down':
      return skip(-longSkipMs)
    case 'shift-right':
    case 'up':
      return skip(longSkipMs)
    case 'r':
      return { kind: 'command', command: { kind: 'act', action: { kind: 'resync' } } }
    case 'p':
      return { kind: 'command', command: { kind: 'restart-player' } }
    case 'w':
      return { kind: 'command', command: { kind: 'replay', byMs: null } }
    case 'b':
      return { kind: 'command', command: { kind: 'end-replay' } }
    case 'a':
      return { kind: 'choose', from: 'audio' }
    case 's':
      return { kind: 'choose', from: 'subtitle' }
    case 'v':
      return { kind: 'choose', from: 'quality' }
    case 'y':
      return { kind: 'ready' }
    case '+':
      return { kind: 'offset', byMs: offsetStepMs }
    case '-':
      return { kind: 'offset', byMs: -offsetStepMs }
    case '0':
      return { kind: 'command', command: { kind: 'set-offset', offsetMs: 0 } }
    case 't':
    case 'enter':
      return { kind: 'type', begin: '' }
    case '/':
      return { kind: 'type', begin: '/' }
    case 'n':
      return { kind: 'command', command: { kind: 'act', action: { kind: 'next' } } }
    case 'f':
      return { kind: 'free' }
    case 'h':
      return { kind: 'hand' }
    case '?':
      return { kind: 'help' }
    case 'q':
    case 'ctrl-c':
      return { kind: 'quit' }
    default:
      return null
  }
}
