import type { CompanionState } from '../../protocol/companionState.ts'

/** What holds for this viewer alone at the moment, without a full stop; null when nothing does. */
export function noteSentence({ follow, personal }: CompanionState): string | null {
  if (!personal.ready) return 'You are not ready: the room waits for you'
  if (follow.behindMs > 0) return `${Math.ceil(follow.behindMs / 1000)} s behind the room, catching up`
  return null
}

/** The viewer's own offset and what it is remembered for. */
export function offsetSentence({ offsetMs, personal }: CompanionState): string {
  const device = personal.audioDevice === null ? '' : ` on ${personal.audioDevice}`
  return offsetMs === 0 ? `No offset of your own${device}` : `Own offset ${signed(offsetMs)} ms${device}`
}

const signed = (figure: number): string => (figure > 0 ? `+${figure}` : String(figure))
