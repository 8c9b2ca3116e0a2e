import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

/** The built-in clip at an address of this machine, for players of any user and in any sandbox. */
export interface ClipServer {
  readonly url: string
  close(): Promise<void>
}

export const clipMs = 12_000

export async function serveClip(): Promise<ClipServer> {
  const bytes = await readFile(new URL('clip/clip.mkv', import.meta.url))
  const path = `/${randomBytes(12).toString('hex')}/clip.mkv`
  const server = createServer((request, response) => {
    if (request.url !== path) return void response.writeHead(404).end()
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const start = Number(from ?? 0)
    const end = Math.min(Number(to || bytes.length - 1), bytes.length - 1)
    const range = from === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${bytes.length}` }
    const part = bytes.subarray(start, end + 1)
    response.writeHead(from === undefined ? 200 : 206, {
      ...{
        'content-type': 'video/x-matroska',
        'content-length': part.length,
        'accept-ranges': 'bytes',
        ...range,
      },
    })
    response.end(request.method === 'HEAD' ? undefined : part)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}${path}`, close }
}
