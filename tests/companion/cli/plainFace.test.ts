import { expect, it, onTestFinished } from 'vitest'
import { newLines, startPlainFace } from '../../../companion/cli/view/plainFace.ts'
import { eventSentence } from '../../../companion/words/eventSentence.ts'
import { initialCompanionState } from '../../../protocol/companionState.ts'
import { roomEventSchema, type RoomEvent } from '../../../protocol/event.ts'
import { createFakeCompanion } from './fakes/fakeCompanion.ts'
import { inRoom } from './fakes/states.ts'

const happening = (change: Partial<RoomEvent>): RoomEvent => ({
  atMs: 1,
  memberId: 'ada',
  name: 'Ada',
  what: 'paused',
  amount: null,
  target: null,
  detail: null,
  ...change,
})

it('[CL26] has a sentence for everything that may happen, by somebody or by the room itself', () => {
  for (const what of roomEventSchema.shape.what.options) {
    expect(eventSentence(happening({ what }))).toMatch(/^[A-Z].*\w$/)
    expect(eventSentence(happening({ what, name: null, memberId: null }))).not.toContain('null')
  }
  expect(eventSentence(happening({ what: 'sought', amount: 3_723_000 }))).toBe('Ada jumped to 1:02:03')
  expect(eventSentence(happening({ what: 'paused', amount: 723_000 }))).toBe('Ada paused at 12:03')
})

it('[CL26] says each thing that happened once, in order, and nothing while figures flow', () => {
  expect(newLines(initialCompanionState, inRoom)).toEqual([
    'In the room.',
    'Ada opened the room',
    'Ada pressed play',
    'MPV 0.35.1 shows "Night of the Metronome".',
  ])
  const flowing = { ...inRoom, follow: { ...inRoom.follow, driftMs: 9 } }
  expect(newLines(inRoom, flowing)).toEqual([])
  const later = { ...inRoom, events: [...inRoom.events, happening({ atMs: 2 }), happening({ atMs: 3 })] }
  expect(newLines(inRoom, later)).toEqual(['Ada paused', 'Ada paused'])
})

it('[CL26] loses no event when the list forgets its oldest', () => {
  const events = Array.from({ length: 200 }, (_, index) => happening({ atMs: index }))
  const before = { ...inRoom, events }
  const after = { ...inRoom, events: [...events.slice(1), happening({ atMs: 200, what: 'played' })] }
  expect(newLines(before, after)).toEqual(['Ada pressed play'])
})

it('[CL26] tells the link by which others join, once', () => {
  const { companion, become } = createFakeCompanion()
  const links: string[] = []
  const stop = startPlainFace(companion, { say: () => {}, tellLink: (link) => links.push(link) })
  become(inRoom)
  become({ offsetMs: 5 })
  stop()
  become({ joinLink: 'lockstep://join/other' })
  expect(links).toEqual([inRoom.joinLink])
})

it('[CL26] tells once of a player that was lost, without naming keys', () => {
  const problem = { code: 'player-crashed', sentence: 'MPV ended unexpectedly.', nextStep: 'Start it again.' }
  const after = { ...inRoom, player: { kind: 'gone', how: 'crashed', problem } as const, problem }
  expect(newLines(inRoom, after)).toEqual(['MPV ended unexpectedly. Start it again.'])
})

it('[CL26] says each line of the chat once, also when the room tells them again, and each reaction', () => {
  const { companion, become } = createFakeCompanion()
  const said: string[] = []
  onTestFinished(startPlainFace(companion, { say: (line) => said.push(line), tellLink: () => {} }))
  const line = (number: number) => ({ number, atMs: 1, memberId: 'b', name: 'Bob', text: `line ${number}` })
  const clap = { memberId: 'b', name: 'Bob', reaction: '👏', atMs: 5 }
  become({ room: inRoom.room, chat: [line(1)] })
  become({ chat: [] })
  become({ chat: [line(1), line(2)], reactions: [clap] })
  become({ reactions: [clap, { ...clap, atMs: 6 }] })
  expect(said).toEqual(['Bob: line 1', 'Bob 👏', 'Bob: line 2', 'Bob 👏'])
})

it('[CL78] says that a film is looked for and is not to be had', () => {
  const title = 'Night'
  const looking = { ...inRoom, media: { kind: 'looking' as const, title } }
  expect(newLines(inRoom, looking)).toEqual(['Looking for "Night" in your library ...'])
  const problem = { code: 'x', sentence: 'It is not in your library.', nextStep: 'Ask for it.' }
  const missing = { ...inRoom, media: { kind: 'missing' as const, title, problem } }
  expect(newLines(looking, missing)).toEqual(['"Night": It is not in your library. Ask for it.'])
})
