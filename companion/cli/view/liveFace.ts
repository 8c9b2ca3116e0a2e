import { largestOffsetMs } from '../../../protocol/personal.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { explain } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Companion } from '../../companionApi.ts'
import type { Stroke } from '../keys/decodeKeys.ts'
import { actOf, type KeyAct } from '../keys/keyTable.ts'
import { typeOn } from '../keys/typing.ts'
import { chosenBy, type ChooserKind } from './chooser.ts'
import { lineText } from './paintedLine.ts'
import { renderRoom } from './renderRoom.ts'
import type { TerminalScreen } from './terminalScreen.ts'

interface LiveFaceParts {
  readonly companion: Companion
  readonly clock: Clock
  readonly screen: TerminalScreen
  readonly colours: boolean
  readonly onQuit: () => void
}

/** At most five pictures a second, and one a second when nothing changes (the bar moves on). */
const drawEveryMs = 200
const idleDrawMs = 1000
const noticeMs = 5000

/** What a key asks of the companion. */
type Wanted = Exclude<KeyAct, { kind: 'help' | 'quit' | 'type' | 'choose' }>

/** The room on a terminal, with keys. Returns its undo, which gives the terminal back. */
export function startLiveFace(parts: LiveFaceParts): Cancel {
  const { companion, clock, screen, colours, onQuit } = parts
  const notice = createNotice(clock)
  let showsHelp = false
  let typed: string | null = null
  let chooser: ChooserKind | null = null
  const draw = () => {
    const picture = {
      ...screen.size(),
      nowMs: clock.nowMs(),
      showsHelp,
      typed,
      chooser,
      notice: notice.now(),
    }
    const lines = renderRoom(companion.state(), picture)
    screen.draw(lines.map((line) => lineText(line, picture.columns, colours)))
  }
  const painter = createPainter(clock, draw)
  const obey = async (act: Wanted) => {
    const result = await perform(companion, act)
    if (!result.ok) notice.show(explain(result.problem))
    painter.request()
  }
  const type = (line: string, stroke: Stroke) => {
    const typing = typeOn(line, stroke)
    typed = typing.kind === 'typing' ? typing.text : null
    if (typing.kind === 'said') void obey({ kind: 'command', command: { kind: 'say', text: typing.text } })
  }
  const press = (act: Exclude<KeyAct, { kind: 'quit' }> | null) => {
    showsHelp = !showsHelp && act?.kind === 'help'
    if (act?.kind === 'type') typed = ''
    else if (act?.kind === 'choose') chooser = act.from
    else if (act !== null && act.kind !== 'help') void obey(act)
  }
  const choose = (from: ChooserKind, { key }: Stroke) => {
    chooser = null
    const command = chosenBy(from, companion.state(), key)
    if (command !== null) void obey({ kind: 'command', command })
  }
  const onKey = (stroke: Stroke) => {
    const isText = (typed !== null || chooser !== null) && stroke.text !== ''
    const act = isText ? null : actOf(stroke.key)
    if (act?.kind === 'quit') return onQuit()
    if (chooser !== null) choose(chooser, stroke)
    else if (typed === null) press(act)
    else type(typed, stroke)
    painter.request()
  }
  const undo = [
    companion.onState(painter.request),
    screen.onKey(onKey),
    screen.onResize(painter.request),
    painter.stop,
    screen.restore,
  ]
  painter.request()
  return () => undo.forEach((cancel) => cancel())
}

function perform(companion: Companion, act: Wanted): Promise<Result<void, Problem>> {
  const { offsetMs, personal } = companion.state()
  switch (act.kind) {
    case 'command':
      return companion.command(act.command)
    case 'ready':
      return companion.command({ kind: 'set-ready', ready: !personal.ready })
    case 'offset': {
      const wanted = Math.min(largestOffsetMs, Math.max(-largestOffsetMs, offsetMs + act.byMs))
      return companion.command({ kind: 'set-offset', offsetMs: wanted })
    }
  }
}

/** Draws soon after a request, but never more often than `drawEveryMs`. */
function createPainter(clock: Clock, draw: () => void) {
  let drawnAtMs = Number.NEGATIVE_INFINITY
  let cancel: Cancel | null = null
  let isSoon = false
  const plan = (delayMs: number) => {
    cancel?.()
    cancel = clock.after(delayMs, () => {
      drawnAtMs = clock.nowMs()
      isSoon = false
      draw()
      plan(idleDrawMs)
    })
  }
  const request = () => {
    if (isSoon) return
    isSoon = true
    plan(Math.max(0, drawnAtMs + drawEveryMs - clock.nowMs()))
  }
  return { request, stop: () => cancel?.() }
}

/** The answer to a key stays for a few seconds. */
function createNotice(clock: Clock) {
  let text = ''
  let untilMs = Number.NEGATIVE_INFINITY
  return {
    show: (next: string) => {
      text = next
      untilMs = clock.nowMs() + noticeMs
    },
    now: () => (clock.nowMs() < untilMs ? text : null),
  }
}
