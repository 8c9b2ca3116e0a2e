import type { FaceLine, FaceRequest, InPlayerFace } from '../../adapters/player.ts'
import { largestOffsetMs } from '../../protocol/personal.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { RoomMessage } from '../session/roomSession.ts'
import type { StateStore } from '../stateStore.ts'
import { performSpoken, type SpokenParts } from '../talk/performSpoken.ts'
import { makesLink } from '../talk/spoken.ts'
import { readLine } from '../talk/readLine.ts'
import { shownLines } from '../talk/shownLines.ts'
import { eventSentence } from '../words/eventSentence.ts'
import { noteSentence, offsetSentence } from '../words/ownSentences.ts'
import { delayInWords, driftInWords } from '../words/figuresInWords.ts'

/** How often the line of figures changes, where somebody looks at it. */
const figuresEveryMs = 1000

export interface FaceLinkOptions {
  readonly clock: Clock
  readonly library: SpokenParts['library']
  readonly store: Pick<StateStore, 'state' | 'onState'>
  obey(command: CompanionCommand): Promise<Result<void, Problem>>
}

/** Tells the face in the player what happens in the room, and does what the viewer asks for there. */
export interface FaceLink {
  /** The face of the player there is now; null = there is none. */
  attend(face: InPlayerFace | null): void
  hear(message: RoomMessage): void
  /** Something that concerns this viewer alone; without a face it is told at the next one. */
  tell(text: string): void
}

export function createFaceLink({ clock, library, store, obey }: FaceLinkOptions): FaceLink {
  const { state, onState } = store
  let face: InPlayerFace | null = null
  let cancelRequests: Cancel = () => {}
  let cancelFigures: Cancel = () => {}
  let cancelNotes: Cancel = () => {}
  let note: string | null = null
  let lastLine = 0
  let untold: string | null = null

  const tell = (text: string) => {
    if (face === null) untold = text
    else face.showLines([{ kind: 'event', text }])
  }
  const answer = async (asked: Promise<Result<void, Problem>>) => {
    const result = await asked
    if (!result.ok) tell(explain(result.problem))
    return result.ok
  }
  const showFigures = () => {
    face?.showFigures(figuresSentence(state()))
    cancelFigures = clock.after(figuresEveryMs, showFigures)
  }
  const showNote = () => {
    const now = noteSentence(state())
    if (now !== note) face?.showNote(now)
    note = now
  }
  const shiftBy = async (byMs: number) => {
    const offsetMs = Math.min(largestOffsetMs, Math.max(-largestOffsetMs, state().offsetMs + byMs))
    await answer(obey({ kind: 'set-offset', offsetMs }))
    tell(offsetSentence(state()))
  }
  /** The same commands as in a terminal; what is long is shown line by line. */
  const typed = (text: string) => {
    const { room, memberId } = state()
    if (room === null) return
    const understood = readLine(text, { room, memberId })
    if (!understood.ok) return tell(explain(understood.problem))
    const wanted = understood.value
    if (wanted.kind === 'ask-password') return tell(passwordElsewhere)
    if (wanted.kind === 'show') return shownLines(wanted.what, state()).forEach(tell)
    void answer(performSpoken({ companion: { command: obey }, library }, wanted)).then((isDone) => {
      if (isDone && makesLink(wanted)) shownLines('link', state()).forEach(tell)
    })
  }
  const grant = (request: FaceRequest) => {
    switch (request.kind) {
      case 'typed':
        return typed(request.text)
      case 'asked':
        return void answer(obey(askedFor(request.what, state())))
      case 'offset':
        return void shiftBy(request.byMs)
      case 'figures':
        cancelFigures()
        if (request.wanted) showFigures()
    }
  }
  const attend = (next: InPlayerFace | null) => {
    if (next === face) return
    cancelRequests()
    cancelFigures()
    cancelNotes()
    face = next
    note = null
    cancelRequests = next?.onRequest(grant) ?? (() => {})
    cancelNotes = next === null ? () => {} : onState(showNote)
    showNote()
    if (next === null || untold === null) return
    tell(untold)
    untold = null
  }
  const hear = (message: RoomMessage) => {
    const lines = linesOf(message, lastLine)
    if (message.type === 'chat') lastLine = Math.max(lastLine, message.lines.at(-1)?.number ?? 0)
    if (lines.length > 0) face?.showLines(lines)
  }
  return { attend, hear, tell }
}

const passwordElsewhere =
  'A password would be seen here: set it in the terminal or in the window of Lockstep.'

/** What the keys of the face ask for. */
function askedFor(
  what: Extract<FaceRequest, { kind: 'asked' }>['what'],
  { personal }: CompanionState,
): CompanionCommand {
  switch (what) {
    case 'resync':
      return { kind: 'act', action: { kind: 'resync' } }
    case 'replay':
      return { kind: 'replay', byMs: null }
    case 'back':
      return { kind: 'end-replay' }
    case 'ready':
      return { kind: 'set-ready', ready: !personal.ready }
  }
}

/** What a message says to the viewer; after coming back the room tells again what was said before. */
function linesOf(message: RoomMessage, lastLine: number): readonly FaceLine[] {
  switch (message.type) {
    case 'event':
      return [{ kind: 'event', text: eventSentence(message.event) }]
    case 'chat':
      return message.lines
        .filter(({ number }) => number > lastLine)
        .map(({ name, text }) => ({ kind: 'chat', name, text }))
    case 'reaction':
      return [{ kind: 'chat', name: message.name, text: message.reaction }]
    case 'joined':
    case 'timeline':
    case 'media':
    case 'members':
    case 'settings':
    case 'queue':
    case 'ballot':
    case 'guests':
    case 'can-you-see':
    case 'resync':
      return []
  }
}

function figuresSentence({ follow, clock, room }: CompanionState): string {
  const here = room?.members.length ?? 0
  const parts = [
    `drift ${driftInWords(follow.driftMs)}`,
    ...(clock === null ? [] : [`line ${delayInWords(clock.rttMs)}`, `clock ±${delayInWords(clock.boundMs)}`]),
    `${here} here`,
  ]
  return parts.join('   ')
}
