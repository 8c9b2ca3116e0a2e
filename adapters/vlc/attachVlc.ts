import type { PlayerAdapter } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { statusSchema } from './stockPage.ts'
import { STATUS_PAGE, parseJson } from './syncPage.ts'
import { VlcClient } from './vlcClient.ts'
import type { VlcAccess } from './vlcClient.ts'
import { introduce } from './vlcIntroduction.ts'
import { noNews } from './vlcNews.ts'
import { VlcPlayer } from './vlcPlayer.ts'
import type { VlcEnd, VlcHost } from './vlcHost.ts'
import { disappeared, nobodyListens, notVlc, wrongPassword } from './vlcProblems.ts'
import { plainWay } from './vlcTraits.ts'

export interface VlcAttachOptions extends VlcAccess {
  readonly clock: Clock
}

/** VLC answers in 21 ms; a second covers one that is just starting. */
const ANSWER_MS = 1000

/** Drives a VLC that the viewer runs with its web interface switched on. `close()` never ends it. */
export async function attachVlc(options: VlcAttachOptions): Promise<Result<PlayerAdapter, Problem>> {
  const { clock, host, port } = options
  const client = new VlcClient(options, clock)
  const introduction = await introduce(client, ANSWER_MS)
  if (!introduction.ok) {
    client.close()
    return failure(unwelcome(`${host}:${port}`, introduction.problem))
  }
  const { name } = introduction.value
  return success(new VlcPlayer(attachedHost(options, { client, name, restore: await playOnce(client) })))
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such computer',
  timeout: 'no answer within a second',
}

function unwelcome(address: string, code: string): Problem {
  if (code === 'status 401') return wrongPassword(address)
  if (code === 'garbage' || code.startsWith('status')) return notVlc(address)
  return nobodyListens(address, REASONS[code] ?? code)
}

/** The stock page's own names: what it shows, and the switch for it. */
const REPEATING = [
  ['loop', 'pl_loop'],
  ['repeat', 'pl_repeat'],
  ['random', 'pl_random'],
] as const

type Repeating = (typeof REPEATING)[number]

/** The room says what is played again. What comes back puts the viewer's own switches in place. */
async function playOnce(client: VlcClient): Promise<() => Promise<void>> {
  const on = await switchedOn(client)
  await flip(client, on)
  return async () => {
    // Whoever has switched one on again meanwhile would have it switched off.
    const again = await switchedOn(client)
    await flip(
      client,
      on.filter((one) => !again.includes(one)),
    )
  }
}

async function switchedOn(client: VlcClient): Promise<readonly Repeating[]> {
  const answer = await client.get(STATUS_PAGE, [], ANSWER_MS)
  const status = statusSchema.safeParse(answer.ok ? parseJson(answer.value.body) : null)
  return status.success ? REPEATING.filter(([shown]) => status.data[shown] === true) : []
}

async function flip(client: VlcClient, switches: readonly Repeating[]): Promise<void> {
  for (const [, command] of switches) await client.get(STATUS_PAGE, [['command', command]], ANSWER_MS)
}

interface Attached {
  readonly client: VlcClient
  readonly name: string
  readonly restore: () => Promise<void>
}

/** From here a VLC that was closed looks like one that crashed: nobody answers any more. */
function attachedHost({ clock, host, port }: VlcAttachOptions, { client, name, restore }: Attached): VlcHost {
  const way = plainWay(client)
  const autopsy = async (): Promise<VlcEnd> => ({ how: 'closed', problem: disappeared() })
  const abandon = async () => client.close()
  const release = async () => {
    await way.remote.tell({ kind: 'rate', rate: 1 })
    await restore()
    client.close()
  }
  return {
    ...way,
    ...{ client, clock, name, autopsy, abandon, release },
    identity: { pid: null, control: `${host}:${port}`, launched: false },
    complaintSince: () => null,
    onComplaint: () => () => {},
    dropped: [],
    news: noNews,
    ended: new Promise(() => {}),
  }
}
