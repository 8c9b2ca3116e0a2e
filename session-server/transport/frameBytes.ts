/** A text frame as it goes out: its bytes, and what the meter calls it. */
export interface OutgoingFrame {
  readonly bytes: Buffer
  readonly type: string
  /** Why something is refused, when this frame refuses it. */
  readonly refusal: string | null
}

/** Turns frames into bytes. What is told to a whole room is turned once: its members are told in a row. */
export function createFrameBytes(): (frame: string) => OutgoingFrame {
  let last = { frame: '', outgoing: outgoingOf('') }
  return (frame) => {
    if (last.frame !== frame) last = { frame, outgoing: outgoingOf(frame) }
    return last.outgoing
  }
}

/** Our encoder writes the type first, and the reason of a refusal unescaped. */
const outgoingOf = (frame: string): OutgoingFrame => {
  const type = /^\{"type":"([^"]*)"/.exec(frame)?.[1] ?? ''
  const refusal = type === 'refused' ? (/"reason":"([^"]*)"/.exec(frame)?.[1] ?? null) : null
  return { bytes: Buffer.from(frame), type, refusal }
}
