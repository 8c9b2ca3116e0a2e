import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'
import { z } from 'zod'
import type { Cancel } from '../protocol/wire.ts'
import type { Clock } from './clock.ts'
import { normalizeGuid } from './guid.ts'

/** A server that told of itself. */
export interface FoundServer {
  readonly id: string
  readonly name: string
  /** Base address without a slash at its end. */
  readonly url: string
}

/** Where Jellyfin listens for the question, and the question (jellyfin.org/docs/general/networking). */
const discoveryPort = 7359
const question = 'Who is JellyfinServer?'
/** Datagrams get lost: it is asked so often. */
const asks = 3
const askEveryMs = 700
const listenMs = 4000

const answerSchema = z.object({
  Address: z.url({ protocol: /^https?$/ }),
  Id: z.string().min(1).max(128),
  Name: z.string().max(200),
})

export interface DiscoveryOptions {
  readonly clock: Clock
  onFound(server: FoundServer): void
  /** Whom to ask; absent: everyone in the networks that this machine is in, and this machine itself. */
  readonly targets?: readonly DiscoveryTarget[]
}

export interface DiscoveryTarget {
  readonly address: string
  readonly port: number
}

/** Asks the local network for servers for some seconds. What is no answer is ignored; no network finds nothing. */
export function discoverServers({ clock, onFound, targets = everywhere() }: DiscoveryOptions): Cancel {
  const socket = createSocket({ type: 'udp4', reuseAddr: true })
  const cancels: Cancel[] = []
  let isOver = false
  const stop = () => {
    if (isOver) return
    isOver = true
    for (const cancel of cancels) cancel()
    socket.close()
  }
  const ask = (left: number) => {
    for (const { address, port } of targets) socket.send(question, port, address, () => undefined)
    if (left > 1) cancels.push(clock.after(askEveryMs, () => ask(left - 1)))
  }
  socket.on('message', (bytes) => {
    const found = readAnswer(bytes.toString('utf8'))
    if (found !== null && !isOver) onFound(found)
  })
  socket.on('error', stop)
  socket.bind(0, () => {
    if (isOver) return
    socket.setBroadcast(true)
    ask(asks)
    cancels.push(clock.after(listenMs, stop))
  })
  return stop
}

function readAnswer(text: string): FoundServer | null {
  const answer = answerSchema.safeParse(parsed(text)).data
  if (answer === undefined) return null
  return { id: normalizeGuid(answer.Id), name: answer.Name, url: answer.Address.replace(/\/+$/, '') }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A broadcast to 255.255.255.255 leaves by one interface only, so each network is asked by its own address, too. */
function everywhere(): readonly DiscoveryTarget[] {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const networks = own
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, netmask }) => broadcastOf(address, netmask))
  const targets = new Set(['255.255.255.255', '127.0.0.1', ...networks])
  return [...targets].map((address) => ({ address, port: discoveryPort }))
}

/** `192.168.1.20` in `255.255.255.0` -> `192.168.1.255`. */
function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number)
  return address
    .split('.')
    .map((part, index) => Number(part) | (255 & ~(mask[index] ?? 255)))
    .join('.')
}
