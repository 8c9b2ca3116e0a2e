import type { RoomEvent } from '../../../protocol/event.ts'
import { positionText } from './figures.ts'

/** Names a sentence of the words (`room:events.*`) and what stands in it. */
export interface EventWords {
  readonly key: EventKey
  readonly values: Readonly<Record<'who' | 'whom' | 'at' | 'detail', string>>
}

type What = RoomEvent['what']
/** Where a sentence is another one when nobody did it, or when something is not told. */
type Variant = 'playedByItself' | 'pausedAt' | 'waitedTooLongForAll' | 'loweredOwnHand'
export type EventKey = Camel<What> | Variant

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text

/** What happened, as the sentence that says it. */
export function eventWords(event: RoomEvent): EventWords {
  const { name, target, amount, detail } = event
  return {
    key: variantOf(event) ?? camel(event.what),
    values: {
      who: name ?? '',
      whom: target?.name ?? '',
      at: amount === null ? '' : event.what === 'changed-rate' ? String(amount) : positionText(amount),
      detail: detail ?? '',
    },
  }
}

function variantOf({ what, name, target, amount }: RoomEvent): Variant | null {
  if (what === 'played' && name === null) return 'playedByItself'
  if (what === 'paused' && amount !== null) return 'pausedAt'
  if (what === 'waited-too-long' && name === null) return 'waitedTooLongForAll'
  return what === 'lowered-hand' && target === null ? 'loweredOwnHand' : null
}

const camel = <Text extends string>(text: Text): Camel<Text> =>
  text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) as Camel<Text>

/** What is worth interrupting somebody for: what moves the film or the people, not what only they themselves did. */
const loud: ReadonlySet<What> = new Set<What>([
  ...(['joined', 'left', 'went-away', 'came-back', 'played', 'paused', 'sought', 'changed-rate'] as const),
  ...(['resynced', 'stalled', 'waited-too-long', 'became-host', 'server-restarted'] as const),
  ...(['changed-media', 'queued', 'called-vote', 'vote-passed', 'vote-failed', 'raised-hand'] as const),
  ...(['asked-for-pause', 'granted-pause', 'changed-role', 'kicked', 'banned', 'muted', 'unmuted'] as const),
  ...(['locked', 'unlocked', 'changed-policy', 'renamed', 'declined'] as const),
])

/**
 * Whether an event is shown for a moment where one looks, beside standing in the log. One's own deeds are seen in what they
 * do, but for bringing everyone in step: where all was well there is nothing to be seen.
 */
export const isLoud = ({ what, memberId }: RoomEvent, ownId: string | null): boolean =>
  loud.has(what) && (memberId === null || memberId !== ownId || what === 'resynced')
