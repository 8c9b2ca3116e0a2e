import { expect, it } from 'vitest'
import type { Stroke } from '../../../companion/cli/keys/decodeKeys.ts'
import { startLiveFace } from '../../../companion/cli/view/liveFace.ts'
import { changes, type TerminalScreen } from '../../../companion/cli/view/terminalScreen.ts'
import { createListeners } from '../../../platform/listeners.ts'
import { failure } from '../../../protocol/result.ts'
import { createFakeCompanion } from './fakes/fakeCompanion.ts'
import { ada, inRoom, member, room } from './fakes/states.ts'
import { createSteppedClock } from './fakes/steppedClock.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function setUp() {
  const fake = createFakeCompanion(inRoom)
  const stepped = createSteppedClock(80_000)
  const strokes = createListeners<Stroke>()
  const keys = { tell: (key: string, text = '') => strokes.tell({ key, text }) }
  const resizes = createListeners<void>()
  const pictures: (readonly string[])[] = []
  let restored = 0
  let quits = 0
  const screen: TerminalScreen = {
    size: () => ({ columns: 80, rows: 24 }),
    draw: (lines) => pictures.push(lines),
    onKey: strokes.add,
    onResize: resizes.add,
    restore: () => {
      restored += 1
    },
  }
  const stop = startLiveFace({
    companion: fake.companion,
    library: fake.library,
    clock: stepped.clock,
    screen,
    colours: false,
    onQuit: () => {
      quits += 1
    },
  })
  const last = () => (pictures.at(-1) ?? []).join('\n')
  return {
    ...fake,
    ...stepped,
    keys,
    resizes,
    pictures,
    last,
    stop,
    restored: () => restored,
    quits: () => quits,
  }
}

it('[CL27] draws at once, then at most five times a second, and once a second when nothing changes', () => {
  const { become, advance, pictures } = setUp()
  advance(0)
  expect(pictures).toHaveLength(1)
  for (let step = 0; step < 100; step += 1) {
    become({ offsetMs: step })
    advance(10)
  }
  expect(pictures.length).toBeLessThanOrEqual(6)
  advance(200)
  const busy = pictures.length
  advance(3000)
  expect(pictures.length - busy).toBe(3)
})

it('[CL27] draws anew when the terminal changes its size', () => {
  const { resizes, advance, pictures } = setUp()
  advance(500)
  resizes.tell()
  advance(200)
  expect(pictures).toHaveLength(2)
})

it('[CL25] performs keys and shows why one was refused, for a while', async () => {
  const { keys, commands, answerWith, advance, last } = setUp()
  answerWith(failure({ code: 'not-permitted', sentence: 'You may not.', nextStep: 'Ask Ada.' }))
  keys.tell('space')
  await settled()
  advance(200)
  expect(commands).toEqual([{ kind: 'toggle' }])
  expect(last()).toContain('! You may not. Ask Ada.')
  advance(6000)
  expect(last()).not.toContain('You may not')
})

it('[CL25] moves the own offset from where it is', () => {
  const { keys, commands, become } = setUp()
  become({ offsetMs: 40 })
  keys.tell('+')
  keys.tell('-')
  expect(commands).toEqual([
    { kind: 'set-offset', offsetMs: 50 },
    { kind: 'set-offset', offsetMs: 30 },
  ])
})

it('[CL25] shows the keys on ? and goes back on any key', () => {
  const { keys, advance, last, commands } = setUp()
  keys.tell('?')
  advance(200)
  expect(last()).toContain('Link to join')
  keys.tell('x')
  advance(200)
  expect(last()).toContain('What happened')
  expect(commands).toEqual([])
})

it('[CL27] asks to end on q, and gives the terminal back when it is stopped, with no timer left', () => {
  const { keys, quits, stop, restored, pendingTimers, become, advance, pictures } = setUp()
  advance(0)
  keys.tell('q')
  expect(quits()).toBe(1)
  stop()
  become({ offsetMs: 1 })
  advance(2000)
  expect([restored(), pendingTimers(), pictures.length]).toEqual([1, 0, 1])
})

it('[CL27] sends only the lines that changed', () => {
  expect(changes(['a', 'b', 'c'], ['a', 'B'])).toBe('\u001B[2;1HB\u001B[K\u001B[3;1H\u001B[K')
  expect(changes(['a'], ['a'])).toBe('')
})

it('[CL28] takes keys for text while a line is typed, says it with enter, and is back at the keys then', async () => {
  const { keys, advance, last, commands, quits } = setUp()
  keys.tell('t', 't')
  for (const letter of 'q 0?') keys.tell(letter === ' ' ? 'space' : letter, letter)
  advance(200)
  expect(last()).toContain('Say: q 0?')
  keys.tell('enter')
  await settled()
  expect(commands).toEqual([{ kind: 'say', text: 'q 0?' }])
  keys.tell('space', ' ')
  expect([commands.at(-1), quits()]).toEqual([{ kind: 'toggle' }, 0])
  keys.tell('enter')
  keys.tell('x', 'x')
  keys.tell('escape')
  advance(200)
  expect(last()).not.toContain('Say:')
  expect(commands).toHaveLength(2)
})

const typeInto = (keys: { tell: (key: string, text?: string) => void }, text: string) => {
  for (const character of text) keys.tell(character === ' ' ? 'space' : character, character)
}

it('[CL74] does what is typed after a slash, and completes it', async () => {
  const { keys, commands, become } = setUp()
  become({ room: { ...room, members: [ada, member('Bobby')] } })
  keys.tell('/', '/')
  typeInto(keys, 'kick bo')
  keys.tell('tab')
  keys.tell('enter')
  await settled()
  expect(commands).toEqual([{ kind: 'govern', deed: { kind: 'kick', memberId: 'bobby' } }])
})

it('[CL72] keeps a line that cannot be meant, and says why', () => {
  const { keys, commands, advance, last } = setUp()
  keys.tell('/', '/')
  typeInto(keys, 'kick zoe')
  keys.tell('enter')
  advance(200)
  expect(last()).toContain('Nobody here is called "zoe".')
  expect(last()).toContain('Do: /kick zoe')
  expect(commands).toEqual([])
})

it('[CL74] looks for a film by its title, to open it or to have it next', async () => {
  const { keys, commands } = setUp()
  for (const line of ['/queue add metronome', '/open! night']) {
    keys.tell('t')
    typeInto(keys, line)
    keys.tell('enter')
    await settled()
  }
  expect(commands).toEqual([
    { kind: 'queue-film', itemId: 'night' },
    { kind: 'open-film', itemId: 'night', startMs: 0, insist: true },
  ])
})

it('[CL74] says how to insist when somebody cannot see a film', async () => {
  const { keys, answerWith, advance, last } = setUp()
  answerWith(failure({ code: 'not-everyone-can-see', sentence: 'Bob cannot see this film.', nextStep: '' }))
  keys.tell('t')
  typeInto(keys, '/open night')
  keys.tell('enter')
  await settled()
  advance(200)
  expect(last()).toContain('Bob cannot see this film.')
  expect(last()).toContain('"/open! ..."')
})

it('[CL75] asks for a password of the room without showing it', async () => {
  const { keys, commands, advance, last, pictures } = setUp()
  keys.tell('/', '/')
  typeInto(keys, 'password')
  keys.tell('enter')
  typeInto(keys, 'open sesame')
  advance(200)
  expect(last()).toContain(`Password: ${'•'.repeat(11)}`)
  keys.tell('enter')
  await settled()
  advance(200)
  expect(commands).toEqual([{ kind: 'govern', deed: { kind: 'set-password', password: 'open sesame' } }])
  expect(pictures.flat().join('\n')).not.toContain('sesame')
})

it.each([
  ['/help', 'Commands', '/kick NAME'],
  ['/policy', 'Rules of the room', 'wait-for everyone'],
  ['/queue', 'Next', 'Nothing and nobody.'],
  ['/banned', 'Kept out', 'Nothing and nobody.'],
])('[CL74] shows on %s a page that any key closes', (line, title, words) => {
  const { keys, advance, last, commands } = setUp()
  keys.tell('t')
  typeInto(keys, line)
  keys.tell('enter')
  advance(200)
  const page = last()
  keys.tell('x')
  advance(200)
  expect(page.split('\n')[0]).toBe(title)
  expect(page).toContain(words.slice(0, 20))
  expect(last()).toContain('What happened')
  expect(commands).toEqual([])
})

it('[CL76] raises and lowers the hand with h, leaves and comes back with f', () => {
  const { keys, commands, become } = setUp()
  keys.tell('h')
  keys.tell('f')
  const self = { ...ada, hand: { wants: 'pause' as const, sinceMs: 1 } }
  become({ isFree: true, room: { ...room, members: [self] } })
  keys.tell('h')
  keys.tell('f')
  expect(commands).toEqual([
    { kind: 'raise-hand', wants: 'attention' },
    { kind: 'free-play', isFree: true },
    { kind: 'lower-hand', memberId: null },
    { kind: 'free-play', isFree: false },
  ])
})

it('[CL95] opens lists with a, s and v, chooses with the key of a line, and goes back with any other', async () => {
  const { keys, commands, advance, last, stop, become } = setUp()
  const plain = {
    codec: null,
    forced: false,
    external: false,
    isDefault: false,
    selected: false,
    available: true,
    reopens: false,
  }
  const personal = {
    ...inRoom.personal,
    tracks: [{ ...plain, kind: 'subtitle' as const, key: 'library-3', title: 'English', language: 'eng' }],
  }
  become({ personal })
  keys.tell('s', 's')
  advance(1000)
  expect(last()).toContain('Subtitles, for you alone')
  keys.tell('1', '1')
  keys.tell('s', 's')
  keys.tell('2', '2')
  keys.tell('v', 'v')
  keys.tell('escape')
  keys.tell('v', 'v')
  // A key that means something elsewhere chooses nothing here.
  keys.tell('space', ' ')
  await settled()
  expect(commands).toEqual([
    { kind: 'choose-track', track: 'subtitle', key: 'library-3' },
    { kind: 'choose-track', track: 'subtitle', key: null },
  ])
  advance(1000)
  expect(last()).toContain('Night of the Metronome')
  stop()
})

it('[CL95] says and takes back with y that this viewer is not ready, and keeps the offset within its bounds', async () => {
  const { keys, commands, become, stop } = setUp()
  keys.tell('y', 'y')
  become({ offsetMs: 1995, personal: { ...inRoom.personal, ready: false } })
  keys.tell('y', 'y')
  keys.tell('+', '+')
  await settled()
  expect(commands).toEqual([
    { kind: 'set-ready', ready: false },
    { kind: 'set-ready', ready: true },
    { kind: 'set-offset', offsetMs: 2000 },
  ])
  stop()
})
