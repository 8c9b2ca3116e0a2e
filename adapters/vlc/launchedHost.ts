import type { Problem } from '../../protocol/problem.ts'
import type { Clock } from '../../sync/clock.ts'
import type { VlcClient } from './vlcClient.ts'
import type { Introduction } from './vlcIntroduction.ts'
import type { VlcNews } from './vlcNews.ts'
import type { VlcPlace } from './vlcPlace.ts'
import { RECENT_MS } from './vlcHost.ts'
import type { VlcEnd, VlcHost } from './vlcHost.ts'
import { closedByViewer, crashed } from './vlcProblems.ts'
import type { ProcessEnd, VlcProcess } from './vlcProcess.ts'
import { plainWay, preciseWay } from './vlcTraits.ts'

interface Launched {
  readonly client: VlcClient
  readonly clock: Clock
  readonly port: number
  readonly introduction: Introduction
  readonly vlc: VlcProcess
  readonly place: VlcPlace
  readonly news: VlcNews
  readonly dropped: readonly Problem[]
}

/** Between the closing of its web interface and its end VLC closes its outputs. */
const EXIT_MS = 1000

/** A VLC process of ours. */
export function launchedHost(launched: Launched): VlcHost {
  const { client, clock, port, introduction, vlc, place, news, dropped } = launched
  const { complaintSince } = vlc
  const lastWords = () => complaintSince(clock.nowMs() - RECENT_MS)
  const abandon = async () => {
    news.close()
    client.close()
    vlc.kill()
    await vlc.ended
    await place.remove()
  }
  const release = async () => {
    news.close()
    await vlc.terminate()
    client.close()
    await place.remove()
  }
  const autopsy = async (): Promise<VlcEnd> => {
    const end = await Promise.race([vlc.ended, pause(EXIT_MS, clock)])
    return end === null
      ? { how: 'crashed', problem: crashed('it closed its web interface', lastWords()) }
      : verdict(end, lastWords())
  }
  return {
    ...(introduction.precise ? preciseWay(client, systemAheadMs(clock)) : plainWay(client)),
    ...{ client, clock, name: introduction.name, complaintSince, autopsy, abandon, release },
    identity: { pid: vlc.pid, control: `127.0.0.1:${port}`, launched: true, program: vlc.program },
    news,
    dropped,
    onComplaint: (listener) => vlc.onComplaint(listener),
    ended: vlc.ended.then(() => {}),
  }
}

/** VLC dates by CLOCK_MONOTONIC where there is one, which Node tells as `hrtime` there. */
const systemAheadMs = (clock: Clock): number | null =>
  process.platform === 'linux' ? Number(process.hrtime.bigint()) / 1e6 - clock.nowMs() : null

/** Signals by which a login session or a terminal ends its programs: nobody would call that a crash. */
const POLITE_SIGNALS = new Set(['SIGTERM', 'SIGINT', 'SIGHUP'])

function verdict({ code, signal }: ProcessEnd, words: string | null): VlcEnd {
  const inOrder = code === 0 || POLITE_SIGNALS.has(signal ?? '')
  if (inOrder) return { how: 'closed', problem: closedByViewer() }
  return { how: 'crashed', problem: crashed(signal ?? `exit code ${code}`, words) }
}

const pause = (ms: number, clock: Clock): Promise<null> =>
  new Promise((resolve) => void clock.after(ms, () => resolve(null)))
