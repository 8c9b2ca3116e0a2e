/** The bytes of a text frame. What is told to a whole room is turned into bytes once: its members are told in a row. */
export function createFrameBytes(): (frame: string) => Buffer {
  let last = { frame: '', bytes: Buffer.alloc(0) }
  return (frame) => {
    if (last.frame !== frame) last = { frame, bytes: Buffer.from(frame) }
    return last.bytes
  }
}
