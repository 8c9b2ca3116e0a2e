import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { isPlayable, type PlayableItem } from '../catalogue.ts'
import { mediaStreams } from '../mediaSource.ts'
import type { Exchange, Router } from '../router.ts'
import { TICKS_PER_SECOND } from '../wording.ts'
import type { World } from '../world.ts'

const MIME_TYPES: Readonly<Record<string, string>> = {
  srt: 'application/x-subrip',
  ass: 'text/x-ssa',
  ssa: 'text/x-ssa',
  vtt: 'text/vtt',
}

/** ffmpeg's names for what the extensions mean. */
const MUXERS: Readonly<Record<string, string>> = { srt: 'srt', ass: 'ass', ssa: 'ass', vtt: 'webvtt' }

/** Subtitles as files of their own, from the file or from beside it, in the form asked for. */
export function subtitleRoutes(router: Router, world: World): void {
  const send = async (exchange: Exchange) => {
    const { guid, segment, reply, query } = exchange
    const item = world.catalogue().find(guid('itemId'))
    const format = segment('format').toLowerCase()
    const muxer = MUXERS[format]
    const input = item && isPlayable(item) ? subtitleInput(item, Number(segment('index'))) : null
    if (!input || !muxer) return reply.code(404).send()
    const startTicks = Number(segment('startTicks') || (query.text('startPositionTicks') ?? 0))
    const text = await convert(input, muxer, startTicks / TICKS_PER_SECOND)
    return reply.type(`${MIME_TYPES[format] ?? 'text/plain'}; charset=utf-8`).send(text)
  }
  const base = '/Videos/:itemId/:mediaSourceId/Subtitles/:index'
  router.open('GET', `${base}/Stream.:format`, send)
  router.open('GET', `${base}/:startTicks/Stream.:format`, send)
}

interface SubtitleInput {
  readonly file: string
  /** Which subtitle of that file. */
  readonly track: number
}

/** Where a numbered stream comes from; null when it is no subtitle. */
function subtitleInput(item: PlayableItem, index: number): SubtitleInput | null {
  const subtitles = mediaStreams(item).filter(({ Type }) => Type === 'Subtitle')
  const stream = subtitles.find((candidate) => candidate.Index === index)
  if (!stream) return null
  const sameForm = subtitles.filter(({ IsExternal }) => IsExternal === stream.IsExternal)
  const track = sameForm.indexOf(stream)
  if (!stream.IsExternal) return { file: item.film.file, track }
  const file = item.film.subtitleFiles[track]
  return file === undefined ? null : { file, track: 0 }
}

async function convert({ file, track }: SubtitleInput, muxer: string, startSeconds: number): Promise<string> {
  const start = startSeconds > 0 ? ['-ss', String(startSeconds)] : []
  const args = ['-v', 'error', '-nostdin', ...start, '-i', file, '-map', `0:s:${track}`, '-f', muxer, '-']
  return (await promisify(execFile)('ffmpeg', args)).stdout
}
