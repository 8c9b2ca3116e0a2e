import { expect, it } from 'vitest'
import { displayWidth } from '../../../companion/cli/view/displayWidth.ts'
import { lineText } from '../../../companion/cli/view/paintedLine.ts'
import { renderRoom, type Screen } from '../../../companion/cli/view/renderRoom.ts'
import { initialCompanionState, type CompanionState } from '../../../protocol/companionState.ts'
import type { RoomPhase } from '../../../protocol/room.ts'
import { ada, inRoom, member, room } from './fakes/states.ts'

const wide: Screen = { columns: 80, rows: 24, nowMs: 80_000, page: 'room', typed: null, notice: null }

const shown = (state: CompanionState, change: Partial<Screen> = {}, colours = false) => {
  const screen = { ...wide, ...change }
  return renderRoom(state, screen).map((line) => lineText(line, screen.columns, colours))
}
const inside = (change: Partial<typeof room>): CompanionState => ({ ...inRoom, room: { ...room, ...change } })

it('[CL20] shows what plays, who is here, what happened and what the keys do', () => {
  expect(`\n${shown(inRoom).join('\n')}\n`).toBe(`
Night of the Metronome                                           Friday - 1 here
▶ 1:30 ━━━━━━━━━━───────────────────────────────────────────────────────── 10:00
original file - 0 speed changes and 0 jumps to stay in step - line 12 ms

Name       Role       Player        State             Drift     Line    Clock
Ada (you)  host       MPV 0.35.1    in step         +0.4 ms    12 ms  ±0.2 ms

Join: lockstep://join/k3J9-aQ?server=ws%3A%2F%2F127.0.0.1%3A8999

What happened
  Ada opened the room                                                   50 s ago
  Ada pressed play                                                      30 s ago

space play/pause  ←→ 10 s  ↑↓ 60 s  t chat  / do  w what?  ? keys  q quit
`)
})

it('[CL20] tells of each member what they do', () => {
  const members = [
    ada,
    member('Far', { driftMs: -1234 }),
    member('Near', { driftMs: 20 }),
    member('New'),
    member('Dry', { buffering: true, driftMs: 3 }),
    member('Bare', { player: null }),
    { ...member('Gone'), connection: { kind: 'away' as const, removeAtMs: 1 } },
  ]
  const words = shown(inside({ members })).slice(5, 12)
  expect(words.map((line) => line.slice(0, 62).replaceAll(/ +/g, ' ').trim())).toEqual([
    'Ada (you) host MPV 0.35.1 in step +0.4 ms',
    'Far viewer MPV 0.35.1 catching up -1.2 s',
    'Near viewer MPV 0.35.1 in step +20 ms',
    'New viewer MPV 0.35.1 starting -',
    'Dry viewer MPV 0.35.1 buffering +3.0 ms',
    'Bare viewer - no player -',
    'Gone viewer MPV 0.35.1 away -',
  ])
})

it('[CL20] says whom the room waits for', () => {
  const members = [ada, member('Ben')]
  const phase: RoomPhase = {
    kind: 'waiting',
    why: 'start',
    waitingFor: ['ben'],
    deadlineMs: 1,
    thenPlay: true,
  }
  const lines = shown(inside({ members, phase }))
  expect(lines).toContain('! Waiting for Ben to be ready, then it plays')
  expect(lines[1]).toMatch(/^… /)
  expect(lines[5]).toContain('ready')
  expect(lines[6]).toContain('getting ready')
})

it('[CL20] says what is wrong once, with what to do about it', () => {
  const problem = { code: 'player-closed', sentence: 'MPV was closed.', nextStep: 'Restart it.' }
  const gone = { ...inRoom, player: { kind: 'gone', how: 'closed', problem } as const, problem }
  expect(shown(gone).filter((line) => line.includes('MPV was closed'))).toEqual([
    '! MPV was closed. Press p to start it again.',
  ])
  const offline = { code: 'offline', sentence: 'The server is away.', nextStep: 'The film goes on.' }
  const session = {
    kind: 'interrupted',
    server: 'ws://x',
    attempt: 2,
    retryInMs: 3000,
    problem: offline,
  } as const
  expect(shown({ ...inRoom, session }).join('\n')).toContain(
    '! The server is away. The film goes on. (attempt 2, next try in 3.0 s)',
  )
})

it('[CL20] tells of the troubles of others, and answers a key that was refused', () => {
  const members = [ada, member('Ben', { trouble: 'The film is not in the library.' })]
  const lines = shown(inside({ members }), { notice: 'Your role does not allow this.' })
  expect(lines).toContain('! Ben: The film is not in the library.')
  expect(lines).toContain('! Your role does not allow this.')
})

it.each([
  [80, 24],
  [40, 10],
  [30, 4],
  [20, 2],
  [200, 60],
])('[CL21] never draws beyond a terminal of %i columns and %i rows', (columns, rows) => {
  const members = Array.from({ length: 30 }, (_, index) => member(`Member ${index}`))
  const events = Array.from({ length: 50 }, () => inRoom.events).flat()
  const full = { ...inside({ members, name: 'A room with a long name' }), events }
  for (const state of [full, inRoom, initialCompanionState]) {
    const lines = shown(state, { columns, rows, notice: 'This was refused for a reason that takes a while.' })
    expect(lines.length).toBeLessThanOrEqual(rows)
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns)
  }
})

it('[CL21] keeps the keys on the last line, however small the terminal', () => {
  expect(shown(inRoom, { rows: 3 }).at(-1)).toContain('q quit')
})

it('[CL22] shows names and titles as text only, whatever is in them', () => {
  const evil = 'Eve\u001B[2J\u0007\u202Ednob'
  const state = inside({ members: [member(evil)], media: { ...room.media, title: `T\u009B31m\n\r${evil}` } })
  const bare = { amount: null, target: null, detail: null }
  const events = [{ atMs: 1, memberId: 'eve', name: evil, what: 'joined', ...bare } as const]
  const text = shown({ ...state, events }).join('')
  expect(text).not.toMatch(/[\p{Cc}\u202E]/u)
  expect(text).toContain('Eve [2J  dnob')
})

it('[CL23] aligns names of wide characters and emoji', () => {
  const members = [
    member('さくら', { driftMs: 1 }),
    member('👩‍👩‍👧 Zoë', { driftMs: 1 }),
    member('Plain', { driftMs: 1 }),
  ]
  const rows = shown(inside({ members })).slice(5, 8)
  const columnsBefore = rows.map((row) => displayWidth(row.slice(0, row.indexOf('viewer'))))
  expect(new Set(columnsBefore).size).toBe(1)
})

it('[CL24] colours the drift by its size, and nothing at all without colours', () => {
  const members = [0.4, 25, 300].map((driftMs, index) => member(`M${index}`, { driftMs }))
  const rows = shown(inside({ members }), {}, true).slice(5, 8)
  expect(rows.map((row) => /\u001B\[(\d+)m +[+-][\d.]+ ms/.exec(row)?.[1])).toEqual(['32', '33', '31'])
  expect(shown(inside({ members })).join('')).not.toContain('\u001B')
})

it('[CL20] puts the whole link on the help page, in pieces when it is too long for a line', () => {
  const lines = shown(inRoom, { page: 'keys', columns: 40 })
  expect(lines.join('')).toContain(inRoom.joinLink)
  expect(shown(inRoom, { columns: 40 }).join('')).not.toContain('lockstep://')
})

it('[CL20] has something to say before there is a room', () => {
  const session = { kind: 'connecting', server: 'ws://a.example', attempt: 1 } as const
  expect(shown({ ...initialCompanionState, session }).join('\n')).toContain('Connecting to ws://a.example')
})

it('[CL28] shows the end of the chat as text, and the line being typed, within the terminal', () => {
  const chat = Array.from({ length: 20 }, (_, index) => ({
    ...{ number: index + 1, atMs: 0, memberId: 'b', name: 'B\u001B[2Jen' },
    text: index === 19 ? 'word '.repeat(40).trim() : `line ${index + 1}`,
  }))
  const lines = shown({ ...inRoom, chat }, { typed: { text: 'x'.repeat(100), isSecret: false }, rows: 30 })
  expect(lines.join('\n')).toMatch(
    /Chat\n( {2}B \[2Jen: line \d+\n){5} {2}B \[2Jen: word (.*\n {4}word.*\n)+/,
  )
  expect(lines.join('\n')).not.toContain('\u001B')
  expect(lines).toContain(`Say: ${'x'.repeat(74)}▏`)
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80)
  expect(shown({ ...inRoom, chat }, { rows: 10 })).toHaveLength(10)
})

it('[CL77] shows what comes next, what is voted on, hands, free play, and how the room is run', () => {
  const film = (number: number) => ({
    number,
    addedBy: 'Bob',
    media: { ...room.media, title: `Film ${number}`, runtimeMs: 5_400_000 },
  })
  const state = inside({
    isLocked: true,
    hasPassword: true,
    expiresAtMs: 130_000 + 3_600_000,
    policy: { ...room.policy, control: 'vote' },
    queue: [1, 2, 3, 4, 5].map(film),
    members: [
      ada,
      { ...member('Bob'), role: 'controller', hand: { wants: 'pause', sinceMs: 0 } },
      { ...member('Eve'), isMuted: true, isFree: true },
      { ...member('Kim'), hand: { wants: 'attention', sinceMs: 0 } },
    ],
    ballot: {
      ...{ number: 2, memberId: 'bob', name: 'Bob', against: [], needed: 3, expiresAtMs: 150_000 },
      proposal: { kind: 'seek', positionMs: 90_000 },
      inFavour: ['bob'],
    },
  })
  const lines = shown(state, { rows: 40 })
  const text = lines.join('\n')
  expect(lines[3]).toBe('everyone votes, locked, password, ends in 1 h 0 min')
  expect(text).toMatch(/Bob +controller +MPV 0\.35\.1 +asks to pause/)
  expect(text).toMatch(/Eve \(muted\) +viewer +MPV 0\.35\.1 +own time/)
  expect(text).toMatch(/Kim +viewer +MPV 0\.35\.1 +hand up/)
  expect(text).toContain('Vote  Bob: jump to 1:30 - 1 of 3 for it, 0 against, 20 s left - /yes or /no')
  expect(text).toContain('Next  2 more: /queue shows all')
  expect(text).toContain('  3  Film 3, 1 h 30 min (Bob)')
  expect(text).not.toContain('Film 4')
})

it('[CL77] shows reactions for a moment, and that one watches on one’s own or is muted', () => {
  const reactions = [
    { memberId: 'bob', name: 'Bob', reaction: '😂', atMs: 100_000 },
    { memberId: 'eve', name: 'Eve', reaction: '👏', atMs: 128_000 },
  ]
  const state = { ...inside({ members: [{ ...ada, isMuted: true }] }), reactions, isFree: true }
  const text = shown(state, { rows: 30 }).join('\n')
  expect(text).toContain('  Eve 👏')
  expect(text).not.toContain('😂')
  expect(text).toContain('You watch in your own time. Press f to watch with the room again.')
  expect(text).toContain('You may not chat or react now.')
})

it('[CL78] tells that a film is looked for, is not to be had, or is another cut', () => {
  const problem = { code: 'x', sentence: 'It is not in your library.', nextStep: 'Ask for it.' }
  const title = 'Night'
  expect(shown({ ...inRoom, media: { kind: 'looking', title } }).join('\n')).toContain('Looking for "Night"')
  expect(shown({ ...inRoom, media: { kind: 'missing', title, problem } }).join('\n')).toContain(
    '! "Night": It is not in your library. Ask for it.',
  )
  const open = inRoom.media?.kind === 'open' ? { ...inRoom.media, warning: problem } : null
  expect(shown({ ...inRoom, media: open }).join('\n')).toContain('It is not in your library.')
})

it('[CL96] lists tracks and qualities to choose from, with what is chosen and what a choice means', () => {
  const track = {
    codec: null,
    forced: false,
    external: false,
    isDefault: false,
    selected: false,
    available: true,
    reopens: false,
  }
  const tracks: CompanionState['personal']['tracks'] = [
    { ...track, kind: 'audio', key: 'library-1', title: 'Stereo', language: 'eng', selected: true },
    {
      ...track,
      kind: 'audio',
      key: 'library-2',
      title: 'Kommentar\u001B[2J',
      language: 'deu',
      reopens: true,
    },
  ]
  const state = { ...inRoom, personal: { ...inRoom.personal, tracks } }
  const lines = shown(state, { page: 'audio' }).map((line) => line.trimEnd())
  expect(lines).toContain('  1 ● Stereo (eng)')
  expect(
    lines.some((line) => line.includes('Kommentar') && line.includes('(deu, opens the film anew)')),
  ).toBe(true)
  expect(lines.join('')).not.toContain('\u001B')
  expect(lines).toContain('  3   none')
  expect(shown(state, { page: 'quality' }).join('\n')).toContain('1 ● as it is')
  expect(shown(inRoom, { page: 'subtitle' }).join('\n')).toContain('nothing to choose from yet')
})

it('[CL97] says that this viewer watches something again, or that the room waits for them', () => {
  const follow = { ...inRoom.follow, behindMs: 6200 }
  expect(shown({ ...inRoom, follow }).join('\n')).toContain('7 s behind the room, catching up')
  const personal = { ...inRoom.personal, ready: false }
  expect(shown({ ...inRoom, personal }).join('\n')).toContain('You are not ready')
})
