import type { Readable } from 'node:stream'
import type { Canvas } from '../../demo/films/canvas.ts'
import type { VirtualScreen } from '../../demo/run/display.ts'
import { startOwned } from '../../demo/run/ownedChild.ts'

export interface CaptureOptions {
  readonly screen: VirtualScreen
  readonly seconds: number
  readonly onPicture: (picture: Canvas) => void
}

/** No multiple of a film's frame rate, so that pictures are taken at every phase of a frame. */
const PER_SECOND = 37
/** What ffmpeg needs beyond the time of the pictures. */
const START_MS = 10_000

/** Takes pictures of the whole screen, all of it at one instant each; resolves with null, or with why it could not. */
export async function capture({ screen, seconds, onPicture }: CaptureOptions): Promise<string | null> {
  const { name, width, height } = screen
  const source = ['-f', 'x11grab', '-framerate', String(PER_SECOND), '-draw_mouse', '0']
  const grab = [...source, '-video_size', `${width}x${height}`, '-i', name, '-t', String(seconds)]
  const grey = ['-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1']
  const ffmpeg = startOwned('ffmpeg', ['-nostdin', '-loglevel', 'error', ...grab, ...grey], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { stdout, stderr } = ffmpeg.process
  let complaint = ''
  stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-1000)))
  if (stdout !== null) onEach(stdout, width * height, (luma) => onPicture({ width, height, luma }))
  const timer = setTimeout(() => void ffmpeg.stop(0), seconds * 1000 + START_MS)
  const { code } = await ffmpeg.ended
  clearTimeout(timer)
  return code === 0 ? null : `ffmpeg took no pictures of the screen. ${complaint.trim()}`.trim()
}

/** Cuts a stream into pieces of one size. */
function onEach(stream: Readable, size: number, take: (piece: Buffer) => void): void {
  let held: Buffer[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    held.push(chunk)
    length += chunk.length
    if (length < size) return
    const bytes = Buffer.concat(held)
    let from = 0
    for (; bytes.length - from >= size; from += size) take(bytes.subarray(from, from + size))
    held = [bytes.subarray(from)]
    length = bytes.length - from
  })
}
