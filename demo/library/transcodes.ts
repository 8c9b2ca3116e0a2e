import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSystemClock } from '../../platform/systemClock.ts'

export const SEGMENT_SECONDS = 3

export interface TranscodeRequest {
  readonly playSessionId: string
  /** The film's media file. */
  readonly file: string
  /** Which of its sound tracks, counted from 0. */
  readonly audioTrack: number
  /** Which of its subtitles, made of pictures, is drawn into the film's own; null = none. */
  readonly burntInTrack: number | null
  readonly videoBitrate: number | null
}

/** HLS made while it is being watched: one ffmpeg per play session. */
export interface Transcodes {
  /** Path of a finished segment, made on demand; null when the encoder could not make it. */
  segment(request: TranscodeRequest, index: number): Promise<string | null>
  has(playSessionId: string): boolean
  stop(playSessionId: string): Promise<void>
  close(): Promise<void>
}

interface Job {
  readonly folder: string
  encoder: ChildProcess
  /** The segment that the running encoder began with. */
  firstIndex: number
}

/** A player that asks further ahead than this has jumped: waiting for the encoder would take longer than a new one. */
const PATIENCE_SEGMENTS = 8
const LOOK_EVERY_MS = 25
const GIVE_UP_AFTER_MS = 20_000

export function createTranscodes(): Transcodes {
  const jobs = new Map<string, Promise<Job>>()
  const open = (request: TranscodeRequest, index: number): Promise<Job> => {
    const known = jobs.get(request.playSessionId) ?? openJob(request, index)
    jobs.set(request.playSessionId, known)
    return known
  }
  const stop = async (playSessionId: string) => {
    const job = jobs.get(playSessionId)
    jobs.delete(playSessionId)
    if (job) await closeJob(await job)
  }
  return {
    async segment(request, index) {
      const job = await open(request, index)
      const file = segmentFile(job, index)
      if (!existsSync(file) && !isComing(job, index)) restart(job, request, index)
      return (await appears(job, file)) ? file : null
    },
    has: (playSessionId) => jobs.has(playSessionId),
    stop,
    close: async () => void (await Promise.all([...jobs.keys()].map(stop))),
  }
}

const segmentFile = (job: Job, index: number): string => join(job.folder, `${index}.ts`)

async function openJob(request: TranscodeRequest, index: number): Promise<Job> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-hls-'))
  return { folder, encoder: startEncoder(request, folder, index), firstIndex: index }
}

async function closeJob({ encoder, folder }: Job): Promise<void> {
  encoder.kill('SIGKILL')
  if (isRunning(encoder)) await new Promise((done) => encoder.once('close', done))
  await rm(folder, { recursive: true, force: true })
}

const isRunning = ({ exitCode, signalCode, pid }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null

function isComing(job: Job, index: number): boolean {
  const near = index >= job.firstIndex && index <= newestIndex(job) + PATIENCE_SEGMENTS
  return near && isRunning(job.encoder)
}

function newestIndex(job: Job): number {
  let index = job.firstIndex
  while (existsSync(segmentFile(job, index))) index += 1
  return index
}

function restart(job: Job, request: TranscodeRequest, index: number): void {
  job.encoder.kill('SIGKILL')
  job.encoder = startEncoder(request, job.folder, index)
  job.firstIndex = index
}

/** Segments get their final name when they are whole, so that "exists" means "may be sent". */
async function appears(job: Job, file: string): Promise<boolean> {
  const clock = createSystemClock()
  const giveUpAtMs = clock.nowMs() + GIVE_UP_AFTER_MS
  while (!existsSync(file) && clock.nowMs() < giveUpAtMs && isRunning(job.encoder)) {
    await new Promise<void>((done) => clock.after(LOOK_EVERY_MS, done))
  }
  return existsSync(file)
}

function startEncoder(request: TranscodeRequest, folder: string, index: number): ChildProcess {
  const startSeconds = index * SEGMENT_SECONDS
  const encoder = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', '-nostdin', '-ss', String(startSeconds), '-i', request.file, '-copyts'],
      ...pictureOf(request),
      ...['-map', `0:a:${request.audioTrack}?`, '-fps_mode', 'passthrough', '-enc_time_base', '-1'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...['-sc_threshold', '0', '-g', '100000'],
      ...(request.videoBitrate === null ? ['-crf', '23'] : ['-b:v', String(request.videoBitrate)]),
      ...['-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_SECONDS})`],
      ...['-c:a', 'aac', '-ac', '2', '-b:a', '128k', '-muxdelay', '0', '-muxpreload', '0'],
      ...['-f', 'hls', '-hls_time', String(SEGMENT_SECONDS), '-hls_list_size', '0'],
      ...['-hls_flags', 'temp_file', '-hls_playlist_type', 'vod', '-start_number', String(index)],
      ...['-hls_segment_filename', join(folder, '%d.ts'), join(folder, 'job.m3u8')],
    ],
    { stdio: 'ignore' },
  )
  // A missing ffmpeg shows as a segment that never appears.
  encoder.on('error', () => undefined)
  return encoder
}

const pictureOf = ({ burntInTrack }: TranscodeRequest): readonly string[] =>
  burntInTrack === null
    ? ['-map', '0:v:0']
    : ['-filter_complex', `[0:v:0][0:s:${burntInTrack}]overlay[shown]`, '-map', '[shown]']
