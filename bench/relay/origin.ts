import http, { type ServerResponse } from 'node:http'

/** Size that the generated film claims; nothing of it exists but one block, sent again and again. */
export const filmBytes = 64 * 2 ** 30
const block = Buffer.alloc(1 << 20, 'Lockstep')

/** A server of one endless film with ranges, as fast as Node writes. */
export function createOrigin(): http.Server {
  return http.createServer({ highWaterMark: block.length }, (request, response) => {
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const start = Number(first)
    const end = last === '' ? filmBytes - 1 : Number(last)
    response.writeHead(206, {
      'content-type': 'video/x-matroska',
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${filmBytes}`,
    })
    send(response, end - start + 1)
  })
}

function send(response: ServerResponse, bytes: number): void {
  let left = bytes
  const pump = () => {
    while (left > 0) {
      const chunk = left < block.length ? block.subarray(0, left) : block
      left -= chunk.length
      if (!response.write(chunk)) break
    }
    if (left === 0) response.end()
  }
  response.on('drain', pump)
  pump()
}
