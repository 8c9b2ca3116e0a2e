import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import type { Server } from 'node:http'
import { z } from 'zod'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { quantile } from '../../sync/statistics.ts'
import { processorTimeMs } from '../support/processorTime.ts'
import { fetchRange } from './fetchRange.ts'
import { createOrigin, filmBytes } from './origin.ts'

/**
 * `node bench/relay/cli.ts [gigabytes]`: what the media relay costs against asking the server directly. Server,
 * relay and reader are a process each, on loopback.
 */
const roundsPerRow = 8
// A child goes with its parent, however that ends.
process.once('disconnect', () => process.exit())
const role = process.argv[2] ?? '4'
if (role === 'origin') await runOrigin()
else if (role === 'relay') await runRelay()
else await measure(Number(role) * 2 ** 30)

/** Child: tells its address, then serves. */
async function runOrigin(): Promise<void> {
  const server = createOrigin()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.send?.(`http://127.0.0.1:${portOf(server)}`)
}

async function runRelay(): Promise<void> {
  const relay = await startRelay({ clock: createSystemClock() })
  const branch = relay.open({ serverUrl: process.argv[3] ?? '', authorization: 'MediaBrowser Token="bench"' })
  process.send?.(branch.address('/film.mkv'))
}

async function measure(bytes: number): Promise<void> {
  const [origin, originUrl] = await start('origin')
  const [relay, relayUrl] = await start('relay', originUrl)
  const paths = [
    { name: 'direct', url: originUrl, pid: null },
    { name: 'relay', url: relayUrl, pid: relay.pid ?? null },
  ]
  try {
    printHead(bytes)
    for (const readers of [1, 2, 4]) {
      await printThroughput(paths, readers, bytes)
    }
    console.log(
      `\n| ranges of 64 kB at random places | first byte p50 | p95 | whole p50 | p95 |\n|---|---|---|---|---|`,
    )
    for (const path of paths) await printRanges(path)
    console.log(`\nMemory of the relay afterwards: ${await memoryOf(relay)}.`)
  } finally {
    origin.kill()
    relay.kill()
  }
}

interface Path {
  readonly name: string
  readonly url: string
  /** Process whose processor time is shown. */
  readonly pid: number | null
}

function printHead(bytes: number): void {
  console.log('# The media relay\n')
  console.log(
    `\`node bench/relay/cli.ts ${bytes / 2 ** 30}\`: ${bytes / 2 ** 30} GiB for each row in ${roundsPerRow} rounds, Node ${process.versions.node},`,
  )
  console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}) shared by server, relay and reader;`)
  console.log(`load of the machine before: ${(loadavg()[0] ?? 0).toFixed(1)}.\n`)
  console.log(
    '| path | readers | Gbit/s, median (range) | processor time of the relay per GiB |\n|---|---|---|---|',
  )
}

/** The paths take turns, so that whatever else this machine does meets both. */
async function printThroughput(paths: readonly Path[], readers: number, bytes: number): Promise<void> {
  const measured = paths.map((path) => ({ path, rounds: new Array<Round>() }))
  for (let round = 0; round < roundsPerRow; round += 1) {
    for (const { path, rounds } of measured) rounds.push(await readOnce(path, readers, bytes / roundsPerRow))
  }
  for (const { path, rounds } of measured) {
    const rates = rounds.map(({ gbits }) => gbits)
    const [low, median, high] = [0, 0.5, 1].map((share) => quantile(rates, share).toFixed(1))
    const costs = rounds.flatMap(({ costMs }) => (costMs === null ? [] : [costMs]))
    const cost = costs.length === 0 ? '-' : `${Math.round(quantile(costs, 0.5))} ms`
    console.log(`| ${path.name} | ${readers} | ${median} (${low}-${high}) | ${cost} |`)
  }
}

interface Round {
  readonly gbits: number
  /** Processor time per GiB. */
  readonly costMs: number | null
}

async function readOnce({ url, pid }: Path, readers: number, bytes: number): Promise<Round> {
  const each = bytes / readers
  const before = await processorTimeMs(pid)
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: readers }, (_, index) => fetchRange(url, index * each, each)))
  const seconds = (performance.now() - startedAtMs) / 1000
  const after = await processorTimeMs(pid)
  const costMs = before === null || after === null ? null : (after - before) / (bytes / 2 ** 30)
  return { gbits: (bytes * 8) / seconds / 1e9, costMs }
}

async function printRanges({ name, url }: Path): Promise<void> {
  const size = 64 << 10
  const fetched = []
  for (let index = 0; index < 500; index += 1) {
    // Spread over the film without chance: the golden ratio repeats nowhere.
    const place = Math.floor(((index * 0.618_033_988_7) % 1) * (filmBytes - size))
    fetched.push(await fetchRange(url, place, size))
  }
  const shown = (values: readonly number[]) =>
    [0.5, 0.95].map((share) => `${quantile(values, share).toFixed(2)} ms`).join(' | ')
  const first = shown(fetched.map(({ firstByteMs }) => firstByteMs))
  console.log(`| ${name} | ${first} | ${shown(fetched.map(({ totalMs }) => totalMs))} |`)
}

async function start(childRole: string, ...args: string[]): Promise<[ChildProcess, string]> {
  const child = fork(import.meta.filename, [childRole, ...args])
  const address = await new Promise<unknown>((resolve) => child.once('message', resolve))
  return [child, z.string().parse(address)]
}

async function memoryOf({ pid }: ChildProcess): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, now = '?'] = /VmRSS:\s+(\d+)/.exec(status) ?? []
  const [, peak = '?'] = /VmHWM:\s+(\d+)/.exec(status) ?? []
  return `${Math.round(Number(now) / 1024)} MiB, at most ${Math.round(Number(peak) / 1024)} MiB`
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the origin listens on no port')
  return address.port
}
