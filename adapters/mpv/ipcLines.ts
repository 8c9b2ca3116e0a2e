import { StringDecoder } from 'node:string_decoder'

/** Cuts a stream of bytes into lines, whatever the packets: half lines and half characters wait for their rest. */
export interface LineReader {
  /** The lines that `bytes` completes, without their line ends. Lines over the limit are left out. */
  push(bytes: Buffer): readonly string[]
}

/** `maximumLength` in UTF-16 units: no peer can make us hold more than one line of that length. */
export function createLineReader(maximumLength: number): LineReader {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let skipping = false

  const accept = (line: string): readonly string[] => {
    const wasSkipping = skipping
    skipping = false
    return wasSkipping || line.length > maximumLength ? [] : [line]
  }
  const push = (bytes: Buffer) => {
    const pieces = (rest + decoder.write(bytes)).split('\n')
    rest = pieces.pop() ?? ''
    const lines = pieces.flatMap(accept)
    if (rest.length > maximumLength) {
      rest = ''
      skipping = true
    }
    return lines
  }
  return { push }
}
