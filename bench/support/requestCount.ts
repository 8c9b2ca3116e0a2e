import { readFile } from 'node:fs/promises'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/**
 * Counts the connections to a port of this machine from outside, by the system's own table: one that was closed stays in
 * it for a minute. A player whose web interface keeps no connection gets one for each request.
 */
export interface RequestCount {
  /** The most requests per second, on average over any 10 s that were watched; null where the system does not tell. */
  mostPerSecond(): number | null
  stop: Cancel
}

const LOOK_EVERY_MS = 1000
const AVERAGED_LOOKS = 10

export function countRequests(port: number, clock: Clock, table = systemTable): RequestCount {
  let known: ReadonlySet<number> | null = null
  const fresh: number[] = []
  let cancel: Cancel = () => undefined
  let stopped = false
  const look = async () => {
    const text = await table()
    if (text === null || stopped) return
    const seen = clientPorts(text, port)
    if (known !== null) fresh.push([...seen].filter((client) => known?.has(client) !== true).length)
    known = seen
    cancel = clock.after(LOOK_EVERY_MS, () => void look())
  }
  void look()
  return {
    mostPerSecond: () => mostOnAverage(fresh),
    stop: () => {
      stopped = true
      cancel()
    },
  }
}

function mostOnAverage(counts: readonly number[]): number | null {
  if (counts.length === 0) return null
  const looks = Math.min(AVERAGED_LOOKS, counts.length)
  const sums = counts
    .slice(looks - 1)
    .map((_, index) => counts.slice(index, index + looks).reduce((sum, count) => sum + count, 0))
  return (1000 * Math.max(...sums)) / (looks * LOOK_EVERY_MS)
}

/** The table of proc_pid_net(5): own address, other address, state, ...; numbers in hexadecimal. */
export function clientPorts(table: string, port: number): ReadonlySet<number> {
  const ends = table
    .split('\n')
    .map((line) => /^\s*\d+: \w+:(\w{4}) \w+:(\w{4}) (\w\w)/.exec(line))
    .filter((found) => found !== null && found[3] !== LISTENING)
    .map((found) => [found?.[1], found?.[2]].map((end) => Number.parseInt(end ?? '', 16)))
  return new Set(
    ends.flatMap(([own = 0, other = 0]) => (own === port ? [other] : other === port ? [own] : [])),
  )
}

const LISTENING = '0A'

const systemTable = (): Promise<string | null> => readFile('/proc/net/tcp', 'utf8').catch(() => null)
