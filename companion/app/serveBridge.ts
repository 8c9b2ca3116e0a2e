import { bridgeCloses } from '../../protocol/bridge/bridgeCloses.ts'
import { changesBetween } from '../../protocol/bridge/changes.ts'
import {
  longestWindowFrame,
  readWindowFrame,
  type AppFrame,
  type WindowFrame,
} from '../../protocol/bridge/frames.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import type { Cancel, Wire } from '../../protocol/wire.ts'
import type { App } from './appApi.ts'

/** What a window needs of the app. */
export type BridgedApp = Pick<App, 'nowMs' | 'state' | 'onState' | 'command' | 'query'>

/** Requests of one window that may be under way at once; a person and a screen full of posters need far fewer. */
const mostInFlight = 100

/**
 * Serves one window: the state as a snapshot, then what changes in it; commands and queries with their answers, in
 * whatever order they are done. What a command changed at once is told before its result. Garbage ends the wire. The
 * returned undo ends it, too. `onFault` hears of bugs: what was thrown while something was answered.
 */
export function serveBridge(app: BridgedApp, wire: Wire, onFault: (error: unknown) => void): Cancel {
  let told = app.state()
  let inFlight = 0
  let isOver = false
  let isToTell = false
  const undo: Cancel[] = []
  const stop = () => {
    isOver = true
    for (const cancel of undo) cancel()
  }
  const end = ({ code, reason }: { code: number; reason: string }) => {
    stop()
    wire.close(code, reason)
  }
  const send = (frame: AppFrame) => {
    if (!isOver) wire.send(JSON.stringify(frame))
  }
  const tellChanges = () => {
    isToTell = false
    const now = app.state()
    const changes = changesBetween(told, now)
    told = now
    if (changes !== null) send({ type: 'changes', sentAtMs: app.nowMs(), changes })
  }
  // What changes in several steps at one instant is told, and drawn, once.
  const tellSoon = () => {
    if (!isToTell) queueMicrotask(tellChanges)
    isToTell = true
  }
  const answerTo = (frame: WindowFrame) =>
    answer(app, frame).catch((error: unknown) => {
      // A bug in one answer must leave a person neither waiting for ever nor without the rest of the app.
      onFault(error)
      return refusal(frame, ourFault)
    })
  const serve = async (frame: WindowFrame) => {
    inFlight += 1
    const answered = inFlight > mostInFlight ? refusal(frame, tooMuch) : await answerTo(frame)
    inFlight -= 1
    tellChanges()
    send(answered)
  }
  const hear = (text: string) => {
    if (text.length > longestWindowFrame) return end(bridgeCloses.tooLong)
    const read = readWindowFrame(text)
    if (read.kind === 'garbage') return end(bridgeCloses.notUnderstood)
    if (read.kind === 'refusable') return send(refusal(read, notPossible))
    void serve(read.frame)
  }
  send({ type: 'snapshot', sentAtMs: app.nowMs(), state: told })
  undo.push(app.onState(tellSoon), wire.onMessage(hear), wire.onClose(stop))
  return () => end(bridgeCloses.ending)
}

async function answer(app: BridgedApp, frame: WindowFrame): Promise<AppFrame> {
  const { id } = frame
  if (frame.type === 'command') return resultFrame(id, await app.command(frame.command))
  const found = await app.query(frame.query)
  return found.ok ? { type: 'answer', id, value: found.value } : refusal(frame, found.problem)
}

type Refusable = Pick<WindowFrame, 'type' | 'id'>

const refusal = ({ type, id }: Refusable, problem: Problem): AppFrame =>
  type === 'command' ? resultFrame(id, failure(problem)) : { type: 'refused', id, problem }

const resultFrame = (id: number, result: Result<void, Problem>): AppFrame => ({
  type: 'result',
  id,
  result: result.ok ? { ok: true } : result,
})

const tooMuch: Problem = {
  code: 'too-much-at-once',
  sentence: 'This window asked for too much at once.',
  nextStep: 'Wait a moment and try again.',
}

const notPossible: Problem = {
  code: 'not-possible',
  sentence: 'The app cannot do that as it was asked.',
  nextStep: 'Check what you entered: it may be too long or empty.',
}

const ourFault: Problem = {
  code: 'our-fault',
  sentence: 'Something went wrong within the app.',
  nextStep: 'Try again; if it stays, please report it with the diagnostics of the settings.',
}
