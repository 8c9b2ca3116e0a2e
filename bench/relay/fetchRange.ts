import http from 'node:http'

export interface Fetched {
  readonly bytes: number
  readonly firstByteMs: number
  readonly totalMs: number
}

/** Reads `bytes` from `start` on and drops them, as a player that is faster than any line. */
export function fetchRange(url: string, start: number, bytes: number): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const startedAtMs = performance.now()
    const headers = { range: `bytes=${start}-${start + bytes - 1}` }
    const request = http.get(url, { agent: false, headers }, (answer) => {
      let received = 0
      let firstByteMs = 0
      answer.on('data', (chunk: Buffer) => {
        if (received === 0) firstByteMs = performance.now() - startedAtMs
        received += chunk.length
      })
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ bytes: received, firstByteMs, totalMs: performance.now() - startedAtMs }),
      )
    })
    request.on('error', reject)
  })
}
