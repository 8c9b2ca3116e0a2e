import type { CompanionState } from '../../../protocol/companionState.ts'
import { explain } from '../../../protocol/problem.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Companion } from '../../companionApi.ts'
import { eventSentence } from '../../words/eventSentence.ts'
import { conditionSentence, isNews } from '../../words/conditionSentence.ts'
import { filmSentence, isCondition, isTold, playerSentence, sessionSentence } from './sentences.ts'

interface PlainVoice {
  readonly say: (line: string) => void
  /** Called with the link by which others join, once for each room. */
  readonly tellLink: (joinLink: string) => void
}

/**
 * The room where there is no terminal to draw on: a line whenever something happened, nothing while nothing does.
 * Returns its undo.
 */
export function startPlainFace(companion: Companion, { say, tellLink }: PlainVoice): Cancel {
  const newlySaid = createChatReader()
  let before = companion.state()
  return companion.onState((state) => {
    for (const line of [...newLines(before, state), ...newlySaid(state)]) say(line)
    if (state.joinLink !== null && state.joinLink !== before.joinLink) tellLink(state.joinLink)
    before = state
  })
}

/** What there is to say when one state follows another. */
export function newLines(before: CompanionState, after: CompanionState): readonly string[] {
  const changed = (words: (state: CompanionState) => string | null) => {
    const sentence = words(after)
    return sentence === null || sentence === words(before) ? [] : [sentence]
  }
  return [
    ...changed(({ session }) => sessionSentence(session)),
    ...changed(({ session, room }) => (session.kind === 'online' && room !== null ? 'In the room.' : null)),
    ...newEvents(before, after).map(eventSentence),
    ...newReactions(before, after),
    ...changed(({ player, health }) => (isTold(health, player) ? null : playerSentence(player, null))),
    ...newConditions(before, after),
    ...changed(({ media }) => filmSentence(media)),
    ...changed(readySentence),
    ...changed(({ problem, player, session, health }) => {
      const isSaid = player.kind === 'gone' || session.kind === 'ended' || isCondition(health, problem)
      return problem === null || isSaid ? null : explain(problem)
    }),
  ]
}

const newConditions = (before: CompanionState, after: CompanionState): readonly string[] =>
  after.health
    .filter((now) =>
      isNews(
        before.health.find(({ what }) => what === now.what),
        now,
      ),
    )
    .map((condition) => conditionSentence(condition, null))

const readySentence = ({ player, media }: CompanionState): string | null =>
  player.kind === 'ready' && media?.kind === 'open' ? `${player.name} shows "${media.title}".` : null

/** Events carry no number: those after the last one that was there before. The list forgets its oldest. */
function newEvents(before: CompanionState, after: CompanionState): CompanionState['events'] {
  const last = before.events.at(-1)
  if (last === undefined) return after.events
  const index = after.events.findLastIndex(
    ({ atMs, what, memberId }) => atMs === last.atMs && what === last.what && memberId === last.memberId,
  )
  return after.events.slice(index + 1)
}

const newReactions = (before: CompanionState, after: CompanionState): readonly string[] =>
  after.reactions
    .filter((one) => !before.reactions.includes(one))
    .map(({ name, reaction }) => `${name} ${reaction}`)

/** Tells each line of the chat once: a room that one comes back to tells them all again. */
function createChatReader() {
  let room: string | undefined
  let last = 0
  return (state: CompanionState): readonly string[] => {
    if (state.room?.id !== room) last = 0
    room = state.room?.id
    const lines = state.chat.filter(({ number }) => number > last)
    last = lines.at(-1)?.number ?? last
    return lines.map(({ name, text }) => `${name}: ${text}`)
  }
}
