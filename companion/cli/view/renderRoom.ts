import type { CompanionState } from '../../../protocol/companionState.ts'
import { explain } from '../../../protocol/problem.ts'
import type { RoomView } from '../../../protocol/room.ts'
import { positionAt } from '../../../sync/timeline.ts'
import { eventSentence } from '../../words/eventSentence.ts'
import { wrapWords } from '../wrapWords.ts'
import { commandLegend, keyLegend, passwordLegend, typingLegend } from '../keys/keyTable.ts'
import { noteSentence } from '../../words/ownSentences.ts'
import { plainText } from '../plainText.ts'
import { agoInWords, delayInWords, positionInWords } from '../../words/figuresInWords.ts'
import { settingsInWords } from '../../words/roomInWords.ts'
import { chatLines, typedLine, type TypedLine } from './chatLines.ts'
import { comingLines } from './comingLines.ts'
import { memberRows } from './memberRows.ts'
import { pageLines, type Page } from './pages.ts'
import { piece, widthOfLine, type PaintedLine } from './paintedLine.ts'
import { conditionSentence } from '../../words/conditionSentence.ts'
import {
  deliverySentence,
  filmSentence,
  isCondition,
  isTold,
  playerSentence,
  sessionSentence,
  waitingSentence,
} from './sentences.ts'

/** A reaction is about what was just seen. */
const reactionShownMs = 6000

/** What the screen is like and when it is drawn. */
export interface Screen {
  readonly columns: number
  readonly rows: number
  /** Local clock, ms. */
  readonly nowMs: number
  readonly page: Page
  /** A line that is being typed; null when none is. */
  readonly typed: TypedLine | null
  /** An answer to the last key, such as a refusal; null when there is none. */
  readonly notice: string | null
}

/**
 * The room as lines of a terminal, at most `screen.rows` of them: what plays, who is here, what is wrong, what
 * happened. When there is too little room the past gives way first.
 */
export function renderRoom(state: CompanionState, screen: Screen): readonly PaintedLine[] {
  if (screen.page !== 'room') return pageLines(screen.page, state, screen.columns).slice(0, screen.rows)
  const { room } = state
  const present = room === null ? beforeTheRoom(state) : roomLines(state, room, screen)
  const footer = [...reactionLine(state, screen), [], ...warningLines(state, screen), ...keyLines(screen)]
  const left = screen.rows - present.length - footer.length
  const kept = present.slice(0, Math.max(0, screen.rows - footer.length))
  const chat = chatLines(state, screen.columns, left)
  return [...kept, ...pastLines(state, screen, left - chat.length), ...chat, ...footer].slice(-screen.rows)
}

const keyLines = ({ typed, columns }: Screen): readonly PaintedLine[] =>
  typed === null
    ? [[piece(keyLegend, 'faint')]]
    : [typedLine(typed, columns), [piece(legendFor(typed), 'faint')]]

const legendFor = ({ text, isSecret }: TypedLine) =>
  isSecret ? passwordLegend : text.startsWith('/') ? commandLegend : typingLegend

const beforeTheRoom = (state: CompanionState): readonly PaintedLine[] => [
  [piece('Lockstep', 'strong')],
  [],
  [piece(sessionSentence(state.session) ?? 'Not in a room.')],
]

function roomLines(state: CompanionState, room: RoomView, screen: Screen): readonly PaintedLine[] {
  const settings = settingsInWords(room, sessionNowMs(state, screen))
  return [
    betweenEdges([piece(room.media.title, 'strong')], [piece(roomWords(room), 'faint')], screen.columns),
    positionLine(state, room, screen),
    [piece(detailWords(state), 'faint')],
    ...(settings === null ? [] : [[piece(settings, 'faint')]]),
    [],
    ...memberRows(state, room),
    ...comingLines(state, room, sessionNowMs(state, screen)),
    ...linkLines(state, screen),
  ]
}

const sessionNowMs = ({ clock }: CompanionState, { nowMs }: Screen): number | null =>
  clock === null ? null : nowMs + clock.offsetMs

/** A room that nobody named is called like its film. */
const roomWords = ({ name, media, members }: RoomView) =>
  name === media.title ? `${members.length} here` : `${name} - ${members.length} here`

/** How people take the film just now. */
function reactionLine(state: CompanionState, screen: Screen): readonly PaintedLine[] {
  const nowMs = sessionNowMs(state, screen)
  const fresh = state.reactions.filter(({ atMs }) => nowMs !== null && nowMs - atMs < reactionShownMs)
  if (fresh.length === 0) return []
  return [[], [piece(`  ${fresh.map(({ name, reaction }) => `${name} ${reaction}`).join('   ')}`)]]
}

/** ` 12:03 ━━━━────── 1:36:11`, with a sign for playing, paused or waiting before it. */
function positionLine(state: CompanionState, room: RoomView, { columns, nowMs }: Screen): PaintedLine {
  const positionMs = roomPositionMs(state, room, nowMs)
  const { runtimeMs } = room.media
  const start = `${sign(room)} ${positionInWords(positionMs)} `
  const end = runtimeMs === null ? '' : ` ${positionInWords(runtimeMs)}`
  const width = Math.max(0, columns - start.length - end.length)
  const done = runtimeMs === null ? 0 : Math.round(width * Math.min(1, positionMs / runtimeMs))
  return [
    piece(start, 'strong'),
    piece('━'.repeat(done), 'accent'),
    piece('─'.repeat(width - done), 'faint'),
    piece(end),
  ]
}

const sign = (room: RoomView) => (room.phase.kind === 'waiting' ? '…' : room.timeline.playing ? '▶' : '‖')

/** Where the room is; without a clock yet, where this member's player is. */
function roomPositionMs(
  { clock, follow }: CompanionState,
  { timeline, media }: RoomView,
  nowMs: number,
): number {
  const positionMs =
    clock === null ? (follow.positionMs ?? timeline.positionMs) : positionAt(timeline, nowMs + clock.offsetMs)
  return Math.min(positionMs, media.runtimeMs ?? positionMs)
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

function detailWords(state: CompanionState): string {
  const { follow, offsetMs, clock } = state
  const delivery = deliverySentence(state)
  const parts = [
    ...(delivery === null ? [] : [delivery]),
    `${counted(follow.corrections.rate, 'speed change')} and ${counted(follow.corrections.seek, 'jump')} to stay in step`,
    ...(offsetMs === 0 ? [] : [`own offset ${offsetMs > 0 ? '+' : ''}${offsetMs} ms`]),
    ...soundAndSubtitles(state),
    ...(clock === null ? [] : [`line ${delayInWords(clock.rttMs)}`]),
  ]
  return parts.join(' - ')
}

/** What this viewer hears and reads, once they have a choice. */
function soundAndSubtitles({ personal }: CompanionState): readonly string[] {
  const chosen = personal.tracks.filter(({ selected }) => selected)
  return personal.tracks.length < 2 ? [] : chosen.map(({ title }) => plainText(title))
}

function linkLines({ joinLink }: CompanionState, { columns }: Screen): readonly PaintedLine[] {
  // A link that is cut in two cannot be copied: then the help page shows it.
  if (joinLink === null || joinLink.length + 6 > columns) return []
  return [[], [piece('Join: ', 'faint'), piece(joinLink, 'accent')]]
}

/** Everything that a person should know or do now, most urgent last, next to the keys. */
function warningLines(state: CompanionState, { notice, columns }: Screen): readonly PaintedLine[] {
  const nameOf = (id: string) => state.room?.members.find((member) => member.id === id)?.name ?? 'somebody'
  const troubles = (state.room?.members ?? []).flatMap(({ id, name, presence }) =>
    presence.trouble === null || id === state.memberId ? [] : [`${name}: ${presence.trouble}`],
  )
  const session = state.room === null ? null : sessionSentence(state.session)
  const player = isTold(state.health, state.player)
    ? null
    : playerSentence(state.player, 'Press p to start it again.')
  const conditions = state.health.map((condition) => conditionSentence(condition, 'p'))
  const problem = isSaidAlready(state) || state.problem === null ? null : explain(state.problem)
  const note = noteSentence(state)
  const waiting = state.room === null ? null : waitingSentence(state.room.phase, nameOf)
  const film = filmSentence(state.media)
  const own = ownSentences(state)
  const sentences = [
    ...troubles,
    note,
    waiting,
    ...own,
    film,
    ...conditions,
    player,
    session,
    problem,
    notice,
  ].filter((text) => text !== null)
  return sentences.flatMap((text) =>
    wrapWords(text, columns - 2).map((line, index) => [
      piece(index === 0 ? '! ' : '  ', 'bad'),
      piece(line, 'fair'),
    ]),
  )
}

/** What is special about this member. */
function ownSentences({ isFree, room, memberId }: CompanionState): readonly string[] {
  const isMuted = room?.members.some((member) => member.id === memberId && member.isMuted) ?? false
  return [
    ...(isFree ? ['You watch in your own time. Press f to watch with the room again.'] : []),
    ...(isMuted ? ['You may not chat or react now. Ask the host.'] : []),
  ]
}

/** The problem that the player or the session tells already is not told twice. */
const isSaidAlready = ({ problem, player, session, health }: CompanionState) =>
  isCondition(health, problem) ||
  (player.kind === 'gone' && player.problem.code === problem?.code) ||
  (session.kind === 'ended' && session.problem.code === problem?.code)

/** As many of the last events as there is room for, newest at the bottom. */
function pastLines(state: CompanionState, { nowMs, columns }: Screen, rows: number): readonly PaintedLine[] {
  const shown = Math.min(8, rows - 2)
  if (shown < 1 || state.events.length === 0) return []
  const { clock } = state
  const lines = state.events.slice(-shown).map((event) => {
    const ago = clock === null ? '' : agoInWords(nowMs + clock.offsetMs - event.atMs)
    return betweenEdges([piece(`  ${eventSentence(event)}`)], [piece(ago, 'faint')], Math.min(columns, 80))
  })
  return [[], [piece('What happened', 'faint')], ...lines]
}

/** `left` at the left edge, `right` at the right one when both fit. */
function betweenEdges(left: PaintedLine, right: PaintedLine, columns: number): PaintedLine {
  const gap = columns - widthOfLine(left) - widthOfLine(right)
  return gap < 2 ? left : [...left, piece(' '.repeat(gap)), ...right]
}
