import { largestOffsetMs } from '../../../protocol/personal.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { explain } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { CompanionState } from '../../../protocol/companionState.ts'
import type { Companion } from '../../companionApi.ts'
import type { CompanionCommand } from '../../../protocol/companionCommand.ts'
import { performSpoken, type SpokenParts } from '../../talk/performSpoken.ts'
import { makesLink, type Spoken } from '../../talk/spoken.ts'
import type { Stroke } from '../keys/decodeKeys.ts'
import { actOf, type KeyAct } from '../keys/keyTable.ts'
import { chosenBy, isChooser, type ChooserKind } from './chooser.ts'
import type { TypedLine } from './chatLines.ts'
import { enter } from './entry.ts'
import { lineText } from './paintedLine.ts'
import type { Page } from './pages.ts'
import { renderRoom } from './renderRoom.ts'
import type { TerminalScreen } from './terminalScreen.ts'

interface LiveFaceParts {
  readonly companion: Companion
  readonly library: SpokenParts['library']
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
  let page: Page = 'room'
  let typed: TypedLine | null = null
  const draw = () => {
    const picture = { ...screen.size(), nowMs: clock.nowMs(), page, typed, notice: notice.now() }
    const lines = renderRoom(companion.state(), picture)
    screen.draw(lines.map((line) => lineText(line, picture.columns, colours)))
  }
  const painter = createPainter(clock, draw)
  const answer = async (done: Promise<Result<void, Problem>>) => {
    const result = await done
    if (!result.ok) notice.show(explain(result.problem))
    painter.request()
    return result.ok
  }
  const perform = async (wanted: Spoken) => {
    if (wanted.kind === 'show') page = wanted.what
    else if (wanted.kind !== 'ask-password' && (await answer(performSpoken(parts, wanted))))
      page = makesLink(wanted) ? 'link' : page
  }
  const type = (line: TypedLine, stroke: Stroke) => {
    const entered = enter(line, stroke, companion.state())
    typed = entered.line
    if (entered.notice !== null) notice.show(entered.notice)
    if (entered.wanted !== null) void perform(entered.wanted)
  }
  const press = (act: Exclude<KeyAct, { kind: 'quit' }> | null) => {
    page = page === 'room' && act?.kind === 'help' ? 'keys' : 'room'
    if (act?.kind === 'choose') page = act.from
    else if (act?.kind === 'type') typed = { text: act.begin, isSecret: false }
    else if (act !== null && act.kind !== 'help')
      void answer(companion.command(commandOf(act, companion.state())))
  }
  const choose = (from: ChooserKind, { key }: Stroke) => {
    page = 'room'
    const command = chosenBy(from, companion.state(), key)
    if (command !== null) void answer(companion.command(command))
  }
  const onKey = (stroke: Stroke) => {
    const isText = (typed !== null || isChooser(page)) && stroke.text !== ''
    const act = isText ? null : actOf(stroke.key)
    if (act?.kind === 'quit') return onQuit()
    if (isChooser(page)) choose(page, stroke)
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

/** What some keys mean depends on how things are now. */
function commandOf(
  act: Wanted,
  { offsetMs, isFree, room, memberId, personal }: CompanionState,
): CompanionCommand {
  switch (act.kind) {
    case 'command':
      return act.command
    case 'offset':
      return {
        kind: 'set-offset',
        offsetMs: Math.min(largestOffsetMs, Math.max(-largestOffsetMs, offsetMs + act.byMs)),
      }
    case 'ready':
      return { kind: 'set-ready', ready: !personal.ready }
    case 'free':
      return { kind: 'free-play', isFree: !isFree }
    case 'hand': {
      const isUp = room?.members.some(({ id, hand }) => id === memberId && hand !== null) ?? false
      return isUp ? { kind: 'lower-hand', memberId: null } : { kind: 'raise-hand', wants: 'attention' }
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
