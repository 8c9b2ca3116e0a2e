import type { FaceLine, FaceRequest, InPlayerFace } from '../../adapters/player.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { RoomMessage } from '../session/roomSession.ts'
import { eventSentence } from '../words/eventSentence.ts'
import { delayInWords, driftInWords } from '../words/figuresInWords.ts'

/** How often the line of figures changes, where somebody looks at it. */
const figuresEveryMs = 1000

export interface FaceLinkOptions {
  readonly clock: Clock
  state(): CompanionState
  say(text: string): Promise<Result<void, Problem>>
  resync(): Promise<Result<void, Problem>>
}

/** Tells the face in the player what happens in the room, and does what the viewer asks for there. */
export interface FaceLink {
  /** The face of the player there is now; null = there is none. */
  attend(face: InPlayerFace | null): void
  hear(message: RoomMessage): void
  /** Something that concerns this viewer alone. */
  tell(text: string): void
}

export function createFaceLink({ clock, state, say, resync }: FaceLinkOptions): FaceLink {
  let face: InPlayerFace | null = null
  let cancelRequests: Cancel = () => {}
  let cancelFigures: Cancel = () => {}
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
  const obey = (request: FaceRequest) => {
    switch (request.kind) {
      case 'typed':
        return void answer(say(request.text))
      case 'asked':
        return void answer(resync())
      case 'figures':
        cancelFigures()
        if (request.wanted) showFigures()
    }
  }
  const attend = (next: InPlayerFace | null) => {
    if (next === face) return
    cancelRequests()
    cancelFigures()
    face = next
    cancelRequests = next?.onRequest(obey) ?? (() => {})
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
