import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { createCompanionClient } from '../../../app/renderer/client/companionClient.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { wireOver } from '../../../platform/webSocketWire.ts'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { AnswerOf, AppQuery } from '../../../protocol/bridge/query.ts'
import { keyInFragment, shellRoutes } from '../../../protocol/bridge/shellRoutes.ts'

/** A window without a screen: it comes in by its address as a browser does, and speaks over the same bridge. */
export interface WindowOfTest {
  state(): AppState
  /** Waits until the state is so, or throws with what it was. */
  until(isSo: (state: AppState) => boolean, withinMs?: number): Promise<AppState>
  /** Does what must succeed. */
  does(command: AppCommand): Promise<void>
  asks<Query extends AppQuery>(query: Query): Promise<AnswerOf<Query['kind']>>
}

/** Opens a window at an address with a key; it is closed with the test. */
export async function windowAt(address: string): Promise<WindowOfTest> {
  const { origin, hash } = new URL(address)
  const answer = await fetch(origin + shellRoutes.session, {
    method: 'POST',
    headers: { origin },
    body: JSON.stringify({ key: keyInFragment(hash) }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(origin.replace('http', 'ws') + shellRoutes.wire, {
    headers: { origin, cookie },
  })
  const seen: { state: AppState | null } = { state: null }
  const listeners = new Set<() => void>()
  const client = createCompanionClient({
    wire: wireOver(socket),
    clock: createSystemClock(),
    onState: (state) => {
      seen.state = state
      for (const listener of listeners) listener()
    },
    onEnd: () => undefined,
  })
  onTestFinished(() => client.close())
  // `send` before the socket is open is lost.
  await new Promise((resolve) => socket.once('open', resolve))
  const until: WindowOfTest['until'] = (isSo, withinMs = 30_000) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (seen.state === null || !isSo(seen.state)) return
        listeners.delete(look)
        clearTimeout(timer)
        resolve(seen.state)
      }
      const timer = setTimeout(() => {
        listeners.delete(look)
        reject(new Error(`it never came to be so: ${JSON.stringify(seen.state, null, 1)}`))
      }, withinMs)
      listeners.add(look)
      look()
    })
  const first = await until(() => true)
  return {
    state: () => seen.state ?? first,
    until,
    does: async (command) => {
      const done = await client.command(command)
      if (!done.ok) throw new Error(`${command.kind}: ${done.problem.sentence}`)
    },
    asks: async (query) => {
      const found = await client.query(query)
      if (!found.ok) throw new Error(`${query.kind}: ${found.problem.sentence}`)
      return found.value
    },
  }
}
