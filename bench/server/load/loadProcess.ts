import { seededRandom } from '../../support/seededRandom.ts'
import { bareDialect } from './bareDialect.ts'
import { loadOrderSchema, type LoadOrder, type LoadOrderOf, type Opened, type Ran } from './control.ts'
import { LoadRoom, type LoadTally } from './loadRoom.ts'
import { ownDialect } from './ownDialect.ts'
import { partyDialect } from './partyDialect.ts'
import { defaultRhythm, keepRhythm } from './rhythm.ts'

/** A process that is nothing but clients: takes one order after the other and answers each with its figures. */
const dialects = { own: ownDialect, bare: bareDialect, party: partyDialect }
/** How many source addresses are used: sockets of each stay far below the number of its ports. */
const sourceAddresses = 20
const settleMs = 1000
const lostAfterMs = 15_000
const rooms: LoadRoom[] = []
const tally: LoadTally = { reportLatenciesMs: [], commandLatenciesMs: [], isCounting: false }

process.once('disconnect', () => process.exit())
process.on('message', (order) => {
  void perform(loadOrderSchema.parse(order)).then(
    (figures) => process.send?.(figures),
    (error: unknown) => process.send?.({ problem: String(error) }),
  )
})

async function perform(order: LoadOrder): Promise<object> {
  switch (order.do) {
    case 'open':
      return await open(order)
    case 'run':
      return await run(order)
    case 'drop':
      for (const room of rooms.splice(0, order.rooms)) room.close()
      return {}
  }
}

async function open(order: LoadOrderOf<'open'>): Promise<Opened> {
  const { url, dialect, perRoom, atOnce } = order
  const startedAtMs = performance.now()
  const fresh = Array.from({ length: order.rooms }, (_, index) => {
    const localAddress = `127.0.0.${1 + (index % sourceAddresses)}`
    return new LoadRoom({
      url,
      dialect: dialects[dialect],
      localAddress,
      name: `r${rooms.length + index}`,
      size: perRoom,
      tally,
    })
  })
  const waiting = [...fresh]
  const fillNext = async () => {
    for (let room = waiting.shift(); room !== undefined; room = waiting.shift()) await room.fill()
  }
  await Promise.all(Array.from({ length: atOnce }, fillNext))
  const tookMs = performance.now() - startedAtMs
  rooms.push(...fresh)
  await pause(settleMs)
  const bytes = fresh.flatMap((room) => room.members.map((member) => member.bytes))
  const total = bytes.reduce((sum, each) => sum + each, 0)
  return {
    tookMs,
    members: bytes.length,
    setUpBytesMean: total / bytes.length,
    setUpBytesMax: bytes.reduce((a, b) => Math.max(a, b), 0),
  }
}

async function run(order: LoadOrderOf<'run'>): Promise<Ran> {
  const { warmUpMs, countedMs, seed, rhythm = defaultRhythm } = order
  tally.reportLatenciesMs.length = 0
  tally.commandLatenciesMs.length = 0
  const stop = keepRhythm(rooms, rhythm, seededRandom(seed))
  await pause(warmUpMs)
  tally.isCounting = true
  await pause(countedMs)
  tally.isCounting = false
  const sent = stop()
  const late = await allHeard()
  const members = rooms.flatMap((room) => room.members)
  const ended = members.filter(({ endedBy }) => endedBy !== null)
  return {
    reportsMs: tally.reportLatenciesMs,
    commandsMs: tally.commandLatenciesMs,
    sent,
    missing: missing(),
    late: late - missing(),
    ended: ended.length,
    endedBy: ended[0]?.endedBy ?? null,
  }
}

/**
 * What is late is not lost: only what has not come long after the last message was sent. Resolves with how many members
 * had not heard of it when others had.
 */
async function allHeard(): Promise<number> {
  await pause(settleMs)
  const unheard = missing()
  for (let waitedMs = settleMs; waitedMs < lostAfterMs && missing() > 0; waitedMs += settleMs)
    await pause(settleMs)
  return unheard
}

const missing = (): number => rooms.reduce((sum, room) => sum + room.missing(), 0)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
