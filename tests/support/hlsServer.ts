import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

/** A film in pieces of some seconds (HLS), as servers send what they have transcoded. */
export interface HlsServer {
  readonly url: string
  close(): Promise<void>
}

export async function serveHls(film: string): Promise<HlsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-hls-'))
  const pieces = ['-f', 'hls', '-hls_time', '2', '-hls_list_size', '0', '-hls_playlist_type', 'vod']
  await promisify(execFile)('ffmpeg', [
    ...['-v', 'error', '-i', film, '-c', 'copy', ...pieces],
    join(folder, 'main.m3u8'),
  ])
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '')
    readFile(join(folder, name)).then(
      (bytes) => {
        const type = name.endsWith('.m3u8') ? 'application/vnd.apple.mpegurl' : 'video/mp2t'
        response.writeHead(200, { 'content-type': type }).end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/main.m3u8`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
