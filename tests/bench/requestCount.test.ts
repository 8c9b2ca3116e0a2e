import { describe, expect, it } from 'vitest'
import { clientPorts, countRequests } from '../../bench/support/requestCount.ts'
import { createVirtualClock } from '../support/virtualClock.ts'

const row = (own: number, other: number, state: string) =>
  `   1: 0100007F:${hex(own)} 0100007F:${hex(other)} ${state} 00000000:00000000 00:00000000 00000000 0 0 1 1 0`
const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, '0')

const heading =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const tableOf = (...rows: readonly string[]) => [heading, row(8080, 0, '0A'), ...rows, ''].join('\n')

describe('the count of requests', () => {
  it('[DM99] knows each client of a port once, whichever end is still remembered', () => {
    const table = tableOf(
      row(8080, 5001, '06'),
      row(5002, 8080, '06'),
      row(5001, 8080, '01'),
      row(9, 10, '06'),
    )
    expect(clientPorts(table, 8080)).toEqual(new Set([5001, 5002]))
  })

  it('[DM99] is the worst average over ten seconds, of what came while it was watched', async () => {
    const clock = createVirtualClock()
    let port = 1000
    let each = 3
    const rows: string[] = [row(8080, 999, '06')]
    const count = countRequests(8080, clock, async () => tableOf(...rows))
    for (let second = 0; second < 30; second += 1) {
      each = second === 12 ? 13 : 3
      for (let index = 0; index < each; index += 1) rows.push(row(8080, (port += 1), '06'))
      await clock.advance(1000)
    }
    count.stop()
    expect(count.mostPerSecond()).toBeCloseTo(4, 5)
    expect(clock.pending()).toBe(0)
  })

  it('[DM99] says nothing where the system does not tell', async () => {
    const clock = createVirtualClock()
    const count = countRequests(8080, clock, async () => null)
    await clock.advance(5000)
    expect(count.mostPerSecond()).toBeNull()
  })
})
