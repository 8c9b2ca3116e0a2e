import { expect, it } from 'vitest'
import { createJsonFace, type JsonOutput } from '../../../companion/cli/json/jsonFace.ts'
import { failure } from '../../../protocol/result.ts'
import { createFakeCompanion } from './fakes/fakeCompanion.ts'
import { createSteppedClock } from './fakes/steppedClock.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function setUp() {
  const fake = createFakeCompanion()
  const { clock, advance, pendingTimers } = createSteppedClock()
  const lines: JsonOutput[] = []
  const face = createJsonFace({ companion: fake.companion, clock, emit: (line) => lines.push(line) })
  const offsets = () => lines.flatMap((line) => (line.type === 'state' ? [line.state.offsetMs] : []))
  return { ...fake, face, lines, advance, pendingTimers, offsets }
}

it('[CL1] prints the first state at once and then at most four a second, the newest last', () => {
  const { become, advance, offsets } = setUp()
  for (let offsetMs = 1; offsetMs <= 100; offsetMs += 1) {
    become({ offsetMs })
    advance(10)
  }
  advance(250)
  expect(offsets()).toHaveLength(5)
  expect(offsets()[0]).toBe(0)
  expect(offsets().at(-1)).toBe(100)
})

it('[CL1] prints no state twice and leaves no timer behind', () => {
  const { become, advance, offsets, face, pendingTimers } = setUp()
  become({ offsetMs: 0 })
  advance(1000)
  expect(offsets()).toEqual([0])
  become({ offsetMs: 5 })
  become({ offsetMs: 6 })
  face.close()
  become({ offsetMs: 7 })
  expect(offsets()).toEqual([0, 5, 6])
  expect(pendingTimers()).toBe(0)
})

it('[CL1] prints the join link at once, once for each link', () => {
  const { become, lines } = setUp()
  become({ joinLink: 'lockstep://join/abcd' })
  become({ joinLink: 'lockstep://join/abcd', offsetMs: 1 })
  expect(lines.filter((line) => line.type === 'link')).toEqual([
    { type: 'link', joinLink: 'lockstep://join/abcd' },
  ])
})

it('[CL2] performs a command line, in whatever pieces it arrives, and answers under its id', async () => {
  const { face, commands, lines } = setUp()
  face.receive('{"id":7,"command":{"kind":"a')
  face.receive('ct","action":{"kind":"play"}}}\n{"id":"b","command":{"kind":"toggle"}}\n')
  await settled()
  expect(commands).toEqual([{ kind: 'act', action: { kind: 'play' } }, { kind: 'toggle' }])
  expect(lines.filter((line) => line.type === 'reply')).toEqual([
    { type: 'reply', id: 7, ok: true },
    { type: 'reply', id: 'b', ok: true },
  ])
})

it('[CL2] answers a refused command with its problem', async () => {
  const { face, answerWith, lines } = setUp()
  const problem = { code: 'not-permitted', sentence: 'No.', nextStep: 'Ask.' }
  answerWith(failure(problem))
  face.receive('{"id":1,"command":{"kind":"restart-player"}}\n')
  await settled()
  expect(lines.at(-1)).toEqual({ type: 'reply', id: 1, ok: false, problem })
})

it.each([
  ['nonsense', 'no json at all', null],
  ['an unknown command', '{"id":3,"command":{"kind":"explode"}}', 3],
  ['a key too many', '{"id":4,"command":{"kind":"toggle","now":true}}', 4],
  ['a figure out of bounds', '{"id":5,"command":{"kind":"set-volume","percent":-1}}', 5],
  ['a line without end', `{"id":6,"command":"${'x'.repeat(70_000)}`, null],
])('[CL2] answers %s with a problem and performs nothing', async (_what, line, id) => {
  const { face, commands, lines } = setUp()
  face.receive(`${line}\n`)
  await settled()
  expect(commands).toEqual([])
  expect(lines.at(-1)).toMatchObject({ type: 'reply', id, ok: false, problem: { code: 'not-a-command' } })
})

it('[CL2] reads on after a line that was too long', async () => {
  const { face, commands } = setUp()
  face.receive('x'.repeat(100_000))
  face.receive('x\n{"id":1,"command":{"kind":"toggle"}}\n')
  await settled()
  expect(commands).toEqual([{ kind: 'toggle' }])
})

it.each([
  { kind: 'open-film', itemId: 'i', startMs: 0, insist: true },
  { kind: 'queue-film', itemId: 'i' },
  { kind: 'edit-queue', edit: { kind: 'move', entry: 3, index: 0 } },
  { kind: 'play-entry', entry: 3, insist: false },
  { kind: 'free-play', isFree: true },
  { kind: 'vote', inFavour: false },
  { kind: 'react', reaction: '🔥' },
  { kind: 'raise-hand', wants: 'pause' },
  { kind: 'lower-hand', memberId: null },
  { kind: 'govern', deed: { kind: 'set-role', memberId: 'm', role: 'controller' } },
  { kind: 'govern', deed: { kind: 'change-policy', policy: { control: 'vote' } } },
  { kind: 'join-room', server: 'ws://a', code: 'abcd', password: 'open sesame', invitation: null },
])('[CL81] performs $kind', async (command) => {
  const { face, commands } = setUp()
  face.receive(`${JSON.stringify({ id: 1, command })}\n`)
  await settled()
  expect(commands).toEqual([command])
})

it('[CL81] takes a room without a password or an end, and a film without insisting, as such', async () => {
  const { face, commands } = setUp()
  for (const command of [
    { kind: 'join-room', server: 'ws://a', code: 'abcd' },
    { kind: 'create-room', server: 'ws://a', itemId: 'i', roomName: null, policy: {}, startMs: null },
    { kind: 'open-film', itemId: 'i', startMs: null },
  ]) {
    face.receive(`${JSON.stringify({ id: 1, command })}\n`)
  }
  await settled()
  expect(commands).toMatchObject([
    { password: null, invitation: null },
    { password: null, expiresInMs: null },
    { insist: false },
  ])
})

it.each([
  { kind: 'react', reaction: 'hello' },
  { kind: 'govern', deed: { kind: 'set-role', memberId: 'm', role: 'host' } },
  { kind: 'govern', deed: { kind: 'explode' } },
  { kind: 'vote', inFavour: 'yes' },
])('[CL81] answers %j with a problem', async (command) => {
  const { face, commands, lines } = setUp()
  face.receive(`${JSON.stringify({ id: 1, command })}\n`)
  await settled()
  expect(commands).toEqual([])
  expect(lines.at(-1)).toMatchObject({ type: 'reply', ok: false, problem: { code: 'not-a-command' } })
})
