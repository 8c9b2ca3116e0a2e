import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LobbyCounts } from '../host/lobby.ts'
import type { Meter } from '../host/meter.ts'

/** What is looked up when somebody asks, instead of being counted. */
export interface Measured {
  readonly version: string
  readonly counts: () => LobbyCounts
  readonly sockets: () => number
  readonly isDurable: () => boolean
}

export interface Metrics {
  readonly meter: Meter
  readonly contentType: string
  /** Everything in the text format of Prometheus. */
  page(measured: Measured): Promise<string>
  close(): void
}

/** Upper bounds in seconds: from a relay within one process to a line around the world. */
const relayBuckets = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5]
const rttBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 2]
const driftBuckets = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2]
/** Refusals that put a member back to where the room is. */
const corrections = new Set(['stale-revision', 'not-permitted'])

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  return {
    meter: createMeter(registers),
    contentType: registry.contentType,
    page: createPage(registry, lag),
    close: () => lag.disable(),
  }
}

function createMeter(registers: Registry[]): Meter {
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers })
  const messages = countMessages(registers)
  const refusals = counter('lockstep_refusals_total', 'Requests that were refused, by reason.', ['reason'])
  const ends = counter('lockstep_sessions_ended_total', 'Sessions that the server ended, by reason.', [
    'reason',
  ])
  const drops = counter('lockstep_queue_drops_total', 'Sessions dropped because they read too slowly.')
  const put = counter(
    'lockstep_corrections_total',
    'Members put back to where their room is, after a refusal.',
  )
  const resyncs = counter('lockstep_resyncs_total', 'Times that everyone in a room was resynced.')
  const relay = histogram(
    'lockstep_relay_seconds',
    'From an input to the end of what it caused.',
    relayBuckets,
  )
  const rtt = histogram('lockstep_member_rtt_seconds', 'Round trips that members reported.', rttBuckets)
  const drift = histogram('lockstep_member_drift_seconds', 'Drift that members reported.', driftBuckets)
  return {
    heard: messages.heard,
    told: (type, refusal) => {
      messages.told(type)
      if (refusal === null) return
      refusals.inc({ reason: refusal })
      if (corrections.has(refusal)) put.inc()
    },
    ended: (reason) => {
      ends.inc({ reason })
      if (reason === 'slow-reader') drops.inc()
    },
    relayed: (tookMs) => relay.observe(tookMs / 1000),
    reported: ({ rttMs, driftMs }) => {
      if (rttMs !== null) rtt.observe(rttMs / 1000)
      if (driftMs !== null) drift.observe(Math.abs(driftMs) / 1000)
    },
    resynced: () => resyncs.inc(),
  }
}

/** Counted by hand and told when somebody asks: every message is counted, and labels cost more than counting. */
function countMessages(registers: Registry[]) {
  const counted = { in: new Map<string, number>(), out: new Map<string, number>() }
  const count = (direction: Map<string, number>) => (type: string) =>
    void direction.set(type, (direction.get(type) ?? 0) + 1)
  new Counter({
    name: 'lockstep_messages_total',
    help: 'Messages by direction and type.',
    labelNames: ['direction', 'type'],
    registers,
    collect() {
      this.reset()
      for (const [direction, types] of Object.entries(counted))
        for (const [type, times] of types) this.inc({ direction, type }, times)
    },
  })
  return { heard: count(counted.in), told: count(counted.out) }
}

function createPage(registry: Registry, lag: ReturnType<typeof monitorEventLoopDelay>) {
  const registers = [registry]
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const rooms = gauge('lockstep_rooms', 'Rooms.')
  const members = gauge('lockstep_members', 'Members present in all rooms.')
  const sockets = gauge('lockstep_sockets', 'Open sockets.')
  const durable = gauge('lockstep_durable', '1 while everything acknowledged would survive a crash.')
  const memory = gauge('lockstep_resident_memory_bytes', 'Resident memory of the process.')
  const late = gauge('lockstep_event_loop_lag_seconds', 'What the event loop was late since the last look.', [
    'quantile',
  ])
  const build = gauge('lockstep_build_info', 'The version that runs.', ['version'])
  return (measured: Measured): Promise<string> => {
    const counts = measured.counts()
    rooms.set(counts.rooms)
    members.set(counts.members)
    sockets.set(measured.sockets())
    durable.set(measured.isDurable() ? 1 : 0)
    memory.set(process.memoryUsage.rss())
    build.set({ version: measured.version }, 1)
    for (const quantile of [0.5, 0.99]) {
      late.set({ quantile: String(quantile) }, Math.max(0, lag.percentile(quantile * 100) / 1e9 - 0.01))
    }
    lag.reset()
    return registry.metrics()
  }
}
