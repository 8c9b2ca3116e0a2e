import { z } from 'zod'
import { normalizeGuid } from './guid.ts'
import type { RemoteRequest } from './library.ts'
import { ticksToMs } from './ticks.ts'

/** What jellyfin-web's own buttons skip by. */
const rewindMs = -10_000
const fastForwardMs = 30_000
const volumeStepPercent = 5

const ticksSchema = z.number().nonnegative().nullish()

const playSchema = z.object({
  PlayCommand: z.string(),
  ItemIds: z.array(z.string().transform(normalizeGuid)).min(1),
  StartPositionTicks: ticksSchema,
  StartIndex: z.int().nonnegative().nullish(),
})

const playstateSchema = z.object({ Command: z.string(), SeekPositionTicks: ticksSchema })

const generalSchema = z.object({ Name: z.string(), Arguments: z.record(z.string(), z.string()).nullish() })

/** A message of the server about what somebody asks for: understood, of no interest, or broken. */
export type ReadRequest =
  | { readonly kind: 'request'; readonly request: RemoteRequest }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'malformed' }

const ignored: ReadRequest = { kind: 'ignored' }
const malformed: ReadRequest = { kind: 'malformed' }
const read = (request: RemoteRequest | null): ReadRequest =>
  request === null ? ignored : { kind: 'request', request }

/** Turns the server's Play, Playstate and GeneralCommand messages into requests; others are of no interest. */
export function readRemoteRequest(messageType: string, content: unknown): ReadRequest {
  switch (messageType) {
    case 'Play':
      return parsed(playSchema, content, playRequest)
    case 'Playstate':
      return parsed(playstateSchema, content, playstateRequest)
    case 'GeneralCommand':
      return parsed(generalSchema, content, ({ Name, Arguments }) => generalRequest(Name, Arguments ?? {}))
    default:
      return ignored
  }
}

function parsed<Value>(
  schema: z.ZodType<Value>,
  content: unknown,
  translate: (value: Value) => ReadRequest,
): ReadRequest {
  const result = schema.safeParse(content)
  return result.success ? translate(result.data) : malformed
}

/** Only PlayNow: this program has no queue of its own. */
function playRequest({ PlayCommand, ItemIds, ...play }: z.infer<typeof playSchema>): ReadRequest {
  const itemIds = ItemIds.slice(play.StartIndex ?? 0)
  if (PlayCommand !== 'PlayNow') return ignored
  if (itemIds.length === 0) return malformed
  return read({ kind: 'open', itemIds, startMs: ticksToMs(play.StartPositionTicks ?? 0) })
}

function playstateRequest({ Command, SeekPositionTicks }: z.infer<typeof playstateSchema>): ReadRequest {
  if (Command !== 'Seek') return read(playstates.get(Command) ?? null)
  if (typeof SeekPositionTicks !== 'number') return malformed
  return read({ kind: 'seek', positionMs: ticksToMs(SeekPositionTicks) })
}

const playstates: ReadonlyMap<string, RemoteRequest> = new Map<string, RemoteRequest>([
  ['Stop', { kind: 'stop' }],
  ['Pause', { kind: 'pause' }],
  ['Unpause', { kind: 'play' }],
  ['PlayPause', { kind: 'toggle' }],
  ['NextTrack', { kind: 'next' }],
  ['PreviousTrack', { kind: 'previous' }],
  ['Rewind', { kind: 'skip', byMs: rewindMs }],
  ['FastForward', { kind: 'skip', byMs: fastForwardMs }],
])

type Arguments = Readonly<Record<string, string>>

function generalRequest(name: string, args: Arguments): ReadRequest {
  const simple = generals.get(name)
  if (simple !== undefined) return read(simple)
  switch (name) {
    case 'SetVolume':
      return withNumber(args.Volume, (percent) => ({ kind: 'volume', percent: clamp(percent, 0, 100) }))
    case 'SetAudioStreamIndex':
      return withNumber(args.Index, (index) => ({ kind: 'track', track: 'audio', index: indexOrNone(index) }))
    case 'SetSubtitleStreamIndex':
      return withNumber(args.Index, (index) => ({
        kind: 'track',
        track: 'subtitle',
        index: indexOrNone(index),
      }))
    case 'DisplayMessage':
      return messageRequest(args)
    default:
      return ignored
  }
}

const generals: ReadonlyMap<string, RemoteRequest> = new Map<string, RemoteRequest>([
  ['Mute', { kind: 'mute', muted: true }],
  ['Unmute', { kind: 'mute', muted: false }],
  ['ToggleMute', { kind: 'mute', muted: null }],
  ['VolumeUp', { kind: 'volume-step', byPercent: volumeStepPercent }],
  ['VolumeDown', { kind: 'volume-step', byPercent: -volumeStepPercent }],
  ['ToggleFullscreen', { kind: 'fullscreen' }],
])

function messageRequest({ Header, Text, TimeoutMs }: Arguments): ReadRequest {
  if (Text === undefined) return malformed
  const durationMs = toNumber(TimeoutMs)
  return read({
    kind: 'message',
    header: Header ?? '',
    text: Text,
    durationMs: durationMs === 0 ? null : durationMs,
  })
}

/** Arguments are text, whatever they mean. */
function toNumber(text: string | undefined): number | null {
  const number = Number(text)
  return text === undefined || text.trim() === '' || !Number.isFinite(number) ? null : number
}

function withNumber(text: string | undefined, request: (value: number) => RemoteRequest): ReadRequest {
  const number = toNumber(text)
  return number === null ? malformed : read(request(number))
}

/** Jellyfin's index of a stream within the file; -1 switches it off. */
const indexOrNone = (index: number): number | null => (index < 0 ? null : index)

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
