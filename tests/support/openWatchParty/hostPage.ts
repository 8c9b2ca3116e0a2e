import { execFile } from 'node:child_process'
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import {} from 'vitest'
import { serveForTest } from '../serveForTest.ts'

/** A page with a film in it, at an address of its own; ends with the test. */
export async function servePlayerPage(film: string, folder: string): Promise<string> {
  const file = join(folder, 'film.mp4')
  const copying = ['-v', 'error', '-i', film, '-map', '0:v:0', '-map', '0:a:0', '-c', 'copy', file]
  await promisify(execFile)('ffmpeg', copying)
  const size = statSync(file).size
  const server = createServer((request, response) => {
    if (request.url !== '/film.mp4') {
      response.setHeader('content-type', 'text/html')
      return void response.end(
        '<!doctype html><video id="film" src="/film.mp4" muted preload="auto"></video>',
      )
    }
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const [start, end] = [Number(from), to === '' ? size - 1 : Number(to)]
    response.writeHead(206, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${size}`,
    })
    createReadStream(file, { start, end })
      .on('error', () => response.destroy())
      .pipe(response)
  })
  return serveForTest(server)
}

export interface PageHost {
  readonly roomId: string
  play(): Promise<void>
  pause(): Promise<void>
  seekTo(seconds: number): Promise<void>
  positionMs(): Promise<number>
}

/**
 * Somebody in a browser hosts a room with a real film: the page tells what its film does as the fourth generation's
 * does (events of the player, and a report each second).
 */
export async function hostByPage(page: Page, wish: { socket: string; mediaId: string }): Promise<PageHost> {
  const roomId = await page.evaluate(host, wish)
  const film = page.locator('#film')
  return {
    roomId,
    play: () => film.evaluate((video: HTMLVideoElement) => video.play()),
    pause: () => film.evaluate((video: HTMLVideoElement) => video.pause()),
    seekTo: (seconds) =>
      film.evaluate((video: HTMLVideoElement, to) => {
        video.currentTime = to
      }, seconds),
    positionMs: () => film.evaluate((video: HTMLVideoElement) => video.currentTime * 1000),
  }
}

/** Runs in the page. Resolves with the id of the room. */
function host({ socket: url, mediaId }: { socket: string; mediaId: string }): Promise<string> {
  const video = document.querySelector('video')
  if (video === null) throw new Error('the page has no film')
  const socket = new WebSocket(url)
  let room = ''
  let isBuffering = false
  const send = (type: string, payload: object) => {
    const envelope = { type, payload, ts: Date.now() }
    socket.send(JSON.stringify(room === '' ? envelope : { ...envelope, room }))
  }
  const playState = () => (video.paused ? 'paused' : 'playing')
  const report = () => send('state_update', { position: video.currentTime, play_state: playState() })
  const did = (action: string, state: string = playState()) => {
    if (room === '') return
    send('player_event', { action, position: video.currentTime, play_state: state })
    report()
  }
  video.addEventListener('play', () => did('play'))
  video.addEventListener('pause', () => did('pause'))
  video.addEventListener('seeked', () => did('seek'))
  video.addEventListener('waiting', () => {
    isBuffering = true
    did('buffering', 'paused')
  })
  video.addEventListener('playing', () => {
    if (isBuffering) did('play', 'playing')
    isBuffering = false
  })
  setInterval(() => {
    if (room !== '' && !video.seeking && !isBuffering) report()
  }, 1000)
  return new Promise((resolve, reject) => {
    socket.addEventListener('close', () => reject(new Error('the server ended the session')))
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as { type: string; room?: string }
      if (frame.type === 'client_hello') {
        const features = ['host_transfer', 'participant_status']
        send('auth', { user_name: 'Wanda', protocol_version: 1, features })
        send('create_room', { start_pos: video.currentTime, media_id: mediaId, user_name: 'Wanda' })
        setInterval(() => send('ping', { client_ts: Date.now() }), 2000)
      }
      if (frame.type === 'room_state') {
        room = frame.room ?? ''
        send('ready', {})
        resolve(room)
      }
    })
  })
}
