import type { ClientCapabilitiesDto } from '@jellyfin/sdk/lib/generated-client/models/client-capabilities-dto.js'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { Cancel } from '../protocol/wire.ts'
import type { Clock } from './clock.ts'
import { silentLogger, type Logger } from './logger.ts'
import type { RemoteRequest } from './library.ts'
import { readRemoteRequest } from './remoteRequest.ts'
import type { SessionClient } from './sessionClient.ts'

/** Being controlled by other Jellyfin clients ("Play On"), and being seen by the server while the app runs. */
export interface RemoteControl {
  /** Messages that could not be read, since the start. */
  malformedCount(): number
  close(): void
}

export interface RemoteControlOptions {
  readonly client: SessionClient
  /** Value of the `Authorization` header of the upgrade. */
  readonly authorization: string
  readonly clock: Clock
  readonly logger?: Logger
  readonly onRequest: (request: RemoteRequest) => void
}

const reconnectDelaysMs = [1000, 2000, 5000, 10_000, 30_000] as const
/** The upgrade of a server that accepts the connection and says nothing is given up after this. */
const connectTimeoutMs = 15_000
/** Jellyfin's own; it tells the real one on connecting. */
const defaultKeepAliveMs = 60_000
/** How long the closing handshake may take. */
const goodbyeMs = 1000
/** No message of Jellyfin that matters here comes near it. */
const maxMessageBytes = 1 << 20

const capabilities: ClientCapabilitiesDto = {
  PlayableMediaTypes: ['Video'],
  SupportedCommands: [
    'SetVolume',
    'VolumeUp',
    'VolumeDown',
    'Mute',
    'Unmute',
    'ToggleMute',
    'SetAudioStreamIndex',
    'SetSubtitleStreamIndex',
    'ToggleFullscreen',
    'DisplayMessage',
  ],
  SupportsMediaControl: true,
  SupportsPersistentIdentifier: true,
}

const envelopeSchema = z.object({ MessageType: z.string(), Data: z.unknown().optional() })

/** Connects, and stays connected until `close` or until the sign-in has ended. */
export function startRemoteControl(options: RemoteControlOptions): RemoteControl {
  const { client, clock } = options
  const logger = options.logger ?? silentLogger
  let failures = 0
  let malformed = 0
  let closed = false
  let line: { close(): void } | null = null
  let cancelRetry: Cancel = () => undefined

  const onText = (text: string, say: KeepAlive) => {
    const message = readEnvelope(text)
    if (message?.MessageType === 'ForceKeepAlive') return say.every(keepAliveMs(message.Data))
    const read = message === null ? null : readRemoteRequest(message.MessageType, message.Data)
    if (read?.kind === 'request') return options.onRequest(read.request)
    if (read?.kind === 'ignored') return
    malformed += 1
    logger.debug({ type: message?.MessageType ?? null }, 'message of Jellyfin not understood')
  }
  const connect = () => {
    line = openLine(options, {
      onOpen() {
        failures = 0
        void client.tell({ method: 'POST', path: '/Sessions/Capabilities/Full', body: capabilities })
      },
      onText,
      onEnd: (refused) => void retry(refused),
    })
  }
  const retry = async (refused: boolean) => {
    line = null
    // A refused upgrade is 403 for a dead token, and for a few other things.
    if (closed || (refused && (await client.checkSignedOut())) || closed) return
    const delayMs = reconnectDelaysMs[Math.min(failures, reconnectDelaysMs.length - 1)] ?? 0
    failures += 1
    cancelRetry = clock.after(delayMs, connect)
  }
  connect()
  return {
    malformedCount: () => malformed,
    close() {
      closed = true
      cancelRetry()
      line?.close()
    },
  }
}

interface KeepAlive {
  /** Says so now and twice in each `timeoutMs`; without any answer within it, the line is given up. */
  every(timeoutMs: number): void
}

interface LineEvents {
  onOpen(): void
  onText(text: string, say: KeepAlive): void
  /** Once. `refused` when the server answered the upgrade with an HTTP status. */
  onEnd(refused: boolean): void
}

/** One WebSocket, from the attempt to its end. */
function openLine({ client, authorization, clock }: RemoteControlOptions, events: LineEvents) {
  const url = `${client.serverUrl.replace(/^http/, 'ws')}/socket`
  const socket = new WebSocket(url, {
    headers: { authorization },
    handshakeTimeout: connectTimeoutMs,
    maxPayload: maxMessageBytes,
    followRedirects: false,
  })
  let refused = false
  let heardAtMs = clock.nowMs()
  let cancelBeat: Cancel = () => undefined
  const beat = (timeoutMs: number) => {
    cancelBeat()
    if (clock.nowMs() - heardAtMs > timeoutMs) return socket.terminate()
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ MessageType: 'KeepAlive' }))
    cancelBeat = clock.after(timeoutMs / 2, () => beat(timeoutMs))
  }
  socket.on('open', () => events.onOpen())
  socket.on('message', (content: Buffer) => {
    heardAtMs = clock.nowMs()
    events.onText(content.toString('utf8'), { every: beat })
  })
  socket.on('unexpected-response', () => {
    refused = true
    socket.terminate()
  })
  // An error is always followed by a close.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    cancelBeat()
    events.onEnd(refused)
  })
  return {
    close() {
      cancelBeat()
      // A server that does not answer the goodbye must not hold the program.
      cancelBeat = clock.after(goodbyeMs, () => socket.terminate())
      socket.close()
    },
  }
}

function readEnvelope(text: string): z.infer<typeof envelopeSchema> | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** ForceKeepAlive carries seconds. */
const keepAliveMs = (content: unknown): number =>
  typeof content === 'number' && content > 0 && content <= 3600 ? content * 1000 : defaultKeepAliveMs
