import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { createLineSplitter } from '../../companion/cli/json/lineSplitter.ts'
import { createListeners } from '../../platform/listeners.ts'
import type { Clock } from '../../sync/clock.ts'
import type { ConnectProbe, PlayerChange, PlayerProbe, ViewerKey } from './playerProbe.ts'
import type { Sample } from './trace.ts'
import { noStory, readVlcLine, takeVlcLine, type VlcStory } from './vlcTold.ts'

/**
 * Measures the VLCs of one member through an interface of VLC's own, `vlcMeter.lua`, which each of them runs and which
 * connects to us: neither the page nor the thread nor the connection by which the companion drives it.
 */
export interface VlcMeter {
  /** Lines of the member's VLC configuration. */
  readonly settings: readonly string[]
  readonly connect: ConnectProbe
  close(): Promise<void>
}

/** The module of VLC that runs interfaces written in Lua. */
export const meterModule = 'luaintf'
/** Name of the interface: that of its file in VLC's own folder of such. */
const INTERFACE = 'lockstep_meter'
export const meterFile = `${INTERFACE}.lua`
export const meterText = (): Promise<string> => readFile(new URL('vlcMeter.lua', import.meta.url), 'utf8')

/** VLC connects while it starts, long before it obeys. */
const CONNECT_WITHIN_MS = 3000
const LONGEST_LINE = 1000
/**
 * The frame that a paused VLC shows begins 10 ms after the place that it tells, or later by up to a frame, which lasts
 * 1/24 s in the demo's films. Which frame it is can be read off the screen only: `npm run bench:screen -- --players mpv,vlc`
 * tells it of each pause. The 10 ms were taken from one run of it; all 30 pauses of a later one, which is recorded, lie
 * within the stretch.
 */
const VLC_FRAME_AFTER_MS = 10
const VLC_DOUBT_MS = 1000 / 24
/** More than come between two questions of any recorder. */
const KEPT_SAMPLES = 100

export async function openVlcMeter(clock: Clock): Promise<VlcMeter> {
  const secret = randomBytes(16).toString('hex')
  const sockets = new Set<Socket>()
  const waiting: Vlc[] = []
  const arrivals = createListeners<void>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    const vlc = listenTo(socket, { secret, clock, onWelcome: () => (waiting.push(vlc), arrivals.tell()) })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const connect: ConnectProbe = async ({ name }) => {
    if (waiting.length === 0) await firstOf(arrivals.add, clock)
    const newest = waiting.splice(0).at(-1)
    return newest?.probe(name) ?? null
  }
  return {
    settings: [
      `extraintf=${meterModule}`,
      `lua-intf=${INTERFACE}`,
      `lua-config=${INTERFACE}={port=${port},secret="${secret}"}`,
    ],
    connect,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

const firstOf = (add: (listener: () => void) => () => void, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      cancelTimer()
      cancel()
      resolve()
    }
    const cancelTimer = clock.after(CONNECT_WITHIN_MS, done)
    const cancel = add(done)
  })

/** VLC's names for what its keys do. */
const VLC_KEYS: Readonly<Record<ViewerKey, string>> = {
  pause: 'key-play-pause',
  back: 'key-jump-short',
  forward: 'key-jump+short',
  'far-back': 'key-jump-medium',
  'far-forward': 'key-jump+medium',
  faster: 'key-rate-faster-fine',
  slower: 'key-rate-slower-fine',
  'normal-speed': 'key-rate-normal',
  'frame-step': 'key-frame-next',
  'next-chapter': 'key-chapter-next',
  fullscreen: 'key-toggle-fullscreen',
}

/** VLC counts in microseconds. */
const PER_MS = 1000

interface Vlc {
  probe(name: string): PlayerProbe
}

interface Listening {
  readonly secret: string
  readonly clock: Clock
  /** It said who it is. */
  readonly onWelcome: () => void
}

/** One VLC that has connected; whoever does not begin with the secret is sent away. */
function listenTo(socket: Socket, { secret, clock, onWelcome }: Listening): Vlc {
  const changes = createListeners<PlayerChange>()
  let welcome = false
  let story: VlcStory = noStory
  let samples: Sample[] = []
  /** Of VLC's clock against ours: what travelled fastest tells best. */
  let aheadMs = Infinity
  const hear = (text: string) => {
    const line = readVlcLine(text)
    if (line === null) return
    const arrivedAtMs = clock.nowMs()
    aheadMs = Math.min(aheadMs, arrivedAtMs - line.atMs)
    const news = takeVlcLine(story, line)
    story = news.story
    if (news.sample !== null) samples = [...samples, news.sample].slice(-KEPT_SAMPLES)
    for (const change of news.changes) changes.tell({ ...change, atMs: change.atMs + aheadMs })
  }
  const greet = (text: string) => {
    welcome = text === `meter ${secret}`
    if (welcome) onWelcome()
    else socket.destroy()
  }
  const lines = createLineSplitter({
    onLine: (text) => (welcome ? hear(text) : greet(text)),
    onTooLong: () => socket.destroy(),
    maxLength: LONGEST_LINE,
  })
  socket.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  socket.on('error', () => socket.destroy())
  socket.once('close', () => changes.tell({ kind: 'gone', atMs: clock.nowMs() }))
  const tell = (line: string) => void socket.write(`${line}\n`)
  return {
    probe: (name) => ({
      name,
      samples: async () => {
        const known = samples.map((sample) => ({ ...sample, atMs: sample.atMs + aheadMs }))
        samples = []
        return known
      },
      shownFrameMs: async () => (story.film === null ? null : story.film.positionMs + VLC_FRAME_AFTER_MS),
      frameDoubtMs: VLC_DOUBT_MS,
      press: async (key) => tell(`key ${VLC_KEYS[key]}`),
      setPaused: async (paused) => tell(`key key-${paused ? 'pause' : 'play'}`),
      drag: async (positionMs) => tell(`time ${Math.round(positionMs * PER_MS)}`),
      open: async (url) => tell(`open ${url}`),
      onChange: (listener) => changes.add(listener),
      close: () => socket.destroy(),
    }),
  }
}
