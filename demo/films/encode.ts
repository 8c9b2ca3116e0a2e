import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { createFramePainter } from './framePainter.ts'
import type { Making } from './making.ts'
import { frameCount } from './recipes.ts'

/** How often progress is told: a few times per second of work. */
const FRAMES_PER_REPORT = 100

/** The last lines of ffmpeg's complaints are enough to say what was wrong. */
const KEPT_COMPLAINT = 2_000

/** Paints every picture of the film into an ffmpeg started with these arguments; throws its last words if it fails. */
export async function encode(making: Making, encoderArguments: readonly string[]): Promise<void> {
  const ffmpeg = spawn('ffmpeg', encoderArguments, {
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(making.signal && { signal: making.signal }),
  })
  const ended = outcome(ffmpeg)
  // A broken pipe is no news of its own: ffmpeg has ended, and `ended` says why.
  ffmpeg.stdin.on('error', () => undefined)
  await Promise.all([paint(making, ffmpeg.stdin), ended])
}

async function paint({ recipe, onFrames }: Making, pictures: Writable): Promise<void> {
  const painter = createFramePainter(recipe)
  const count = frameCount(recipe)
  for (let frame = 0; frame < count && pictures.writable; frame += 1) {
    if (!pictures.write(Buffer.from(painter(frame)))) await drainOrClose(pictures)
    if (frame % FRAMES_PER_REPORT === 0) onFrames(frame)
  }
  pictures.end()
}

async function drainOrClose(stream: Writable): Promise<void> {
  const settled = new AbortController()
  const options = { signal: settled.signal }
  await Promise.race([once(stream, 'drain', options), once(stream, 'close', options)]).catch(() => undefined)
  settled.abort()
}

async function outcome(ffmpeg: ChildProcess): Promise<void> {
  let complaint = ''
  ffmpeg.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-KEPT_COMPLAINT)
  })
  // `once` rejects when the process cannot start or is stopped by the signal.
  await once(ffmpeg, 'close')
  const ending = ffmpeg.exitCode ?? ffmpeg.signalCode
  if (ending !== 0) throw new Error(complaint.trim() || `ffmpeg ended with ${ending ?? 'nothing'}`)
}
