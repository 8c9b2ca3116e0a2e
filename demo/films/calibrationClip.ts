import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawText, textWidth } from './bitmapFont.ts'
import { createCanvas, fillBox } from './canvas.ts'
import { waveFile } from './soundtrack.ts'

/**
 * Makes the clip that `lockstep calibrate` plays: every two seconds the picture flashes and a click sounds at the very
 * same instant of the film. It is kept in the repository, so that nobody needs ffmpeg to calibrate; run this after
 * changing it: `npm run calibration-clip`.
 */
const target = join(import.meta.dirname, '..', '..', 'companion', 'calibration', 'flashAndClick.mkv')

const width = 320
const height = 180
const framesPerSecond = 25
const seconds = 120
/** Half of it is the largest difference that can be told without counting. */
const everySeconds = 2
const sampleRateHz = 48_000
const clickMs = 8

const background = 24
const ink = 150

function paint(frame: number): Uint8Array {
  const picture = new Uint8Array(width * height * 1.5).fill(128)
  const canvas = { ...createCanvas(width, height), luma: picture.subarray(0, width * height) }
  const phase = (frame / framesPerSecond / everySeconds) % 1
  const isFlash = frame % (framesPerSecond * everySeconds) < 2
  fillBox(canvas, { left: 0, top: 0, width, height }, isFlash ? 235 : background)
  if (isFlash) return picture
  // A hand that comes down to the flash, so that the eye knows when to expect it.
  const left = Math.round((1 - Math.abs(1 - 2 * phase)) * (width - 12))
  fillBox(canvas, { left, top: height - 40, width: 12, height: 12 }, ink)
  fillBox(canvas, { left: 0, top: height - 44, width: 3, height: 20 }, 235)
  const text = 'FLASH AND CLICK'
  drawText(canvas, text, { left: (width - textWidth(text, 2)) >> 1, top: 60, scale: 2, brightness: ink })
  return picture
}

function sound(): Int16Array {
  const samples = new Int16Array(sampleRateHz * everySeconds)
  const count = (sampleRateHz * clickMs) / 1000
  for (let index = 0; index < count; index += 1) {
    const decay = 1 - index / count
    samples[index] = Math.round(
      26_000 * decay * Math.sign(Math.sin((2 * Math.PI * 1500 * index) / sampleRateHz + 1e-9)),
    )
  }
  return samples
}

async function make(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-clip-'))
  const wav = join(folder, 'clicks.wav')
  await writeFile(wav, waveFile(sound()))
  const ffmpeg = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`],
      ...['-r', String(framesPerSecond), '-i', 'pipe:0', '-stream_loop', '-1', '-i', wav],
      ...['-c:v', 'libx264', '-preset', 'veryslow', '-tune', 'stillimage', '-crf', '30', '-g', '250'],
      // Lossless, so that the click is where it was put to the sample; silence takes no room in it.
      ...[
        '-c:a',
        'flac',
        '-t',
        String(seconds),
        '-metadata',
        'title=Flash and click',
        '-fflags',
        '+bitexact',
        target,
      ],
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  for (let frame = 0; frame < seconds * framesPerSecond; frame += 1) {
    if (!ffmpeg.stdin.write(paint(frame))) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  await once(ffmpeg, 'close')
  await rm(folder, { recursive: true, force: true })
}

await make()
