import type { FaceLine, FaceRequest, InPlayerFace } from '../../adapters/player.ts'
import { largestOffsetMs } from '../../protocol/personal.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { PersonalCommand } from '../companionApi.ts'
import type { RoomMessage } from '../session/roomSession.ts'
import { eventSentence } from '../words/eventSentence.ts'
import { noteSentence, offsetSentence } from '../words/ownSentences.ts'
import { delayInWords, driftInWords } from '../words/figuresInWords.ts'

/** How often the line of figures changes, where somebody looks at it. */
const figuresEveryMs = 1000

export interface FaceLinkOptions {
  readonly clock: Clock
  state(): CompanionState
  onState(listener: () => void): Cancel
  say(text: string): Promise<Result<void, Problem>>
  resync(): Promise<Result<void, Problem>>
  obeyAlone(command: PersonalCommand): Promise<Result<void, Problem>>
}

/** Tells the face in the player what happens in the room, and does what the viewer asks for there. */
export interface FaceLink {
  /** The face of the player there is now; null = there is none. */
  attend(face: InPlayerFace | null): void
  hear(message: RoomMessage): void
  /** Something that concerns this viewer alone. */
  tell(text: string): void
}

export function createFaceLink(options: FaceLinkOptions): FaceLink {
  const { clock, state, say, resync, obeyAlone } = options
  let face: InPlayerFace | null = null
  let cancelRequests: Cancel = () => {}
  let cancelFigures: Cancel = () => {}
  let cancelNotes: Cancel = () => {}
  let note: string | null = null
  let lastLine = 0

  const tell = (text: string) => face?.showLines([{ kind: 'event', text }])
  const answer = async (asked: Promise<Result<void, Problem>>) => {
    const result = await asked
    if (!result.ok) tell(explain(result.problem))
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
    await answer(obeyAlone({ kind: 'set-offset', offsetMs }))
    tell(offsetSentence(state()))
  }
  const ask = (what: Extract<FaceRequest, { kind: 'asked' }>['what']) => {
    switch (what) {
      case 'resync':
        return resync()
      case 'replay':
        return obeyAlone({ kind: 'replay', byMs: null })
      case 'back':
        return obeyAlone({ kind: 'end-replay' })
      case 'ready':
        return obeyAlone({ kind: 'set-ready', ready: !state().personal.ready })
    }
  }
  const obey = (request: FaceRequest) => {
    switch (request.kind) {
      case 'typed':
        return void answer(say(request.text))
      case 'asked':
        return void answer(ask(request.what))
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
    if (next === null) return
    cancelRequests = next.onRequest(obey)
    cancelNotes = options.onState(showNote)
    showNote()
  }
  const hear = (message: RoomMessage) => {
    const lines = linesOf(message, lastLine)
    if (message.type === 'chat') lastLine = Math.max(lastLine, message.lines.at(-1)?.number ?? 0)
    if (lines.length > 0) face?.showLines(lines)
  }
  return { attend, hear, tell }
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
    case 'joined':
    case 'timeline':
    case 'members':
    case 'media':
    case 'settings':
    case 'queue':
    case 'ballot':
    case 'guests':
    case 'can-you-see':
    case 'reaction':
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
