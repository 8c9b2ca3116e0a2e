/** A text frame as it goes out: its bytes, and what the meter calls it. */
export interface OutgoingFrame {
  /** With the head that makes it a frame of a WebSocket: ready to be written, whoever it goes to. */
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
  return { bytes: framed(Buffer.from(frame)), type, refusal }
}

/** A text frame as servers send it: final, not masked, its length in 7, 16 or 64 bits (RFC 6455, 5.2). */
function framed(payload: Buffer): Buffer {
  const { length } = payload
  const headBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const whole = Buffer.allocUnsafe(headBytes + length)
  whole[0] = finalText
  if (headBytes === 2) whole[1] = length
  else if (headBytes === 4) {
    whole[1] = lengthIn16Bits
    whole.writeUInt16BE(length, 2)
  } else {
    whole[1] = lengthIn64Bits
    whole.writeBigUInt64BE(BigInt(length), 2)
  }
  payload.copy(whole, headBytes)
  return whole
}

const finalText = 0x81
const lengthIn16Bits = 126
const lengthIn64Bits = 127
