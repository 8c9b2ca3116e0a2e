import { describe, expect, it } from 'vitest'
import { completeLine, readLine, slashTable } from '../../../companion/talk/readLine.ts'
import type { Sight } from '../../../companion/talk/spoken.ts'
import { member, room } from '../cli/fakes/states.ts'

const film = (number: number, title: string) => ({
  number,
  addedBy: 'Ada',
  media: { ...room.media, title, itemId: title },
})

const sight: Sight = {
  memberId: 'ada',
  room: {
    ...room,
    members: ['Ada', 'Bob', 'Bobby', 'Åsa', 'Eve Miles'].map((name) => member(name)),
    bans: [{ personId: 'p9', name: 'Mallory' }],
    invitations: [{ personId: 'p7', name: 'Trudy', role: 'viewer', status: 'invited' }],
    queue: [film(4, 'Second'), film(9, 'Third')],
  },
}

const read = (line: string) => readLine(line, sight)
const govern = (deed: object) => ({ kind: 'command', command: { kind: 'govern', deed } })
const act = (action: object) => ({ kind: 'command', command: { kind: 'act', action } })
const asked = (command: object) => ({ kind: 'command', command })

describe('a typed line', () => {
  it('[CL70] is said, unless it begins with a slash; two slashes say one', () => {
    expect(read(' hello ')).toEqual({ ok: true, value: asked({ kind: 'say', text: 'hello' }) })
    expect(read('//lock is a command')).toMatchObject({
      value: asked({ kind: 'say', text: '/lock is a command' }),
    })
  })

  it.each([
    ['/kick Bobby', govern({ kind: 'kick', memberId: 'bobby' })],
    ['/KICK bob', govern({ kind: 'kick', memberId: 'bob' })],
    ['/ban #5', govern({ kind: 'ban', memberId: 'eve miles' })],
    ['/unban mal', govern({ kind: 'unban', personId: 'p9' })],
    ['/uninvite tru', govern({ kind: 'uninvite', personId: 'p7' })],
    ['/mute @asa', govern({ kind: 'mute', memberId: 'åsa', muted: true })],
    ['/unmute Eve', govern({ kind: 'mute', memberId: 'eve miles', muted: false })],
    ['/role Eve Miles controller', govern({ kind: 'set-role', memberId: 'eve miles', role: 'controller' })],
    ['/transfer åsa', govern({ kind: 'transfer-host', memberId: 'åsa' })],
    ['/grant eve', govern({ kind: 'grant', memberId: 'eve miles' })],
    ['/lower eve', asked({ kind: 'lower-hand', memberId: 'eve miles' })],
    ['/lock', govern({ kind: 'lock', locked: true })],
    ['/unlock', govern({ kind: 'lock', locked: false })],
    ['/password clear', govern({ kind: 'set-password', password: null })],
    ['/password', { kind: 'ask-password' }],
    ['/policy control vote', govern({ kind: 'change-policy', policy: { control: 'vote' } })],
    ['/policy quorum 60 %', govern({ kind: 'change-policy', policy: { quorum: 0.6 } })],
    ['/policy', { kind: 'show', what: 'policy' }],
    ['/rename  Friday night', govern({ kind: 'rename', name: 'Friday night' })],
    ['/expire 2h30m', govern({ kind: 'set-expiry', expiresInMs: 9_000_000 })],
    ['/expire never', govern({ kind: 'set-expiry', expiresInMs: null })],
    ['/end', govern({ kind: 'end' })],
    ['/queue', { kind: 'show', what: 'queue' }],
    ['/queue add night of', { kind: 'film', wanted: 'night of', use: { kind: 'queue' } }],
    ['/queue remove 2', asked({ kind: 'edit-queue', edit: { kind: 'remove', entry: 9 } })],
    ['/queue move 2 1', asked({ kind: 'edit-queue', edit: { kind: 'move', entry: 9, index: 0 } })],
    ['/queue clear', asked({ kind: 'edit-queue', edit: { kind: 'clear' } })],
    ['/open night', { kind: 'film', wanted: 'night', use: { kind: 'open', insist: false } }],
    ['/open! night', { kind: 'film', wanted: 'night', use: { kind: 'open', insist: true } }],
    ['/play 2', asked({ kind: 'play-entry', entry: 9, insist: false })],
    ['/play! 1', asked({ kind: 'play-entry', entry: 4, insist: true })],
    ['/next', act({ kind: 'next' })],
    ['/seek 1:02:03', act({ kind: 'seek', positionMs: 3_723_000 })],
    ['/speed 1.25', act({ kind: 'rate', rate: 1.25 })],
    ['/resync', act({ kind: 'resync' })],
    ['/free', asked({ kind: 'free-play', isFree: true })],
    ['/back', asked({ kind: 'free-play', isFree: false })],
    ['/hand', asked({ kind: 'raise-hand', wants: 'attention' })],
    ['/ask', asked({ kind: 'raise-hand', wants: 'pause' })],
    ['/unhand', asked({ kind: 'lower-hand', memberId: null })],
    ['/react 👍', asked({ kind: 'react', reaction: '👍' })],
    ['/react heart', asked({ kind: 'react', reaction: '❤️' })],
    ['/yes', asked({ kind: 'vote', inFavour: true })],
    ['/no', asked({ kind: 'vote', inFavour: false })],
    ['/languages ja,EN none', asked({ kind: 'set-languages', audio: ['ja', 'en'], subtitle: null })],
    ['/languages any de', asked({ kind: 'set-languages', audio: [], subtitle: ['de'] })],
    ['/player', asked({ kind: 'restart-player' })],
    ['/banned', { kind: 'show', what: 'banned' }],
    ['/help', { kind: 'show', what: 'help' }],
    ['/leave', asked({ kind: 'leave-room' })],
  ])('[CL71] does what a person may do: %s', (line, spoken) => {
    expect(read(line)).toEqual({ ok: true, value: spoken })
  })

  it('[CL71] has every command in the table that the tests above type', () => {
    expect(slashTable.map(({ name }) => name).filter((name) => !read(`/${name}`))).toEqual([])
    expect(new Set(slashTable.map(({ name }) => name)).size).toBe(slashTable.length)
  })

  it.each([
    ['/kick bo', 'may mean Bob (#2), Bobby (#3)'],
    ['/kick zoe', 'Nobody here is called "zoe"'],
    ['/kick #9', 'Nobody here is called "#9"'],
    ['/kick', 'There is no name'],
    ['/unban bob', 'Nobody of those who are kept out'],
    ['/role bob king', 'controller or viewer'],
    ['/languages', 'no languages'],
    ['/languages en en en', 'no languages'],
    ['/languages none', 'no languages'],
    ['/lock now', '/lock takes nothing more'],
    ['/policy', null],
    ['/policy gravity on', 'There is no rule "gravity"'],
    ['/policy control anarchy', 'no value for "control"'],
    ['/policy countdown 90', 'no value for "countdown"'],
    ['/password hunter22', 'not typed where others may look on'],
    ['/expire soon', '"soon" is no time'],
    ['/queue add', 'There is no film'],
    ['/queue remove 3', 'no place "3"'],
    ['/queue move 1 0', 'no place "0"'],
    ['/queue shuffle', '"/queue shuffle" is not known'],
    ['/seek soon', '"soon" is no place'],
    ['/speed 9', '"9" is no speed'],
    ['/react hello', 'one emoji'],
    ['/rename', 'There is no name'],
    ['/xyz', 'There is no command "/xyz"'],
    ['/', 'There is no command "/"'],
  ])('[CL72] says what cannot be meant, and how it can: %s', (line, words) => {
    const understood = read(line)
    if (words === null) return expect(understood.ok).toBe(true)
    expect(understood.ok ? '' : understood.problem.sentence).toContain(words)
    expect(understood.ok ? '' : understood.problem.nextStep).not.toBe('')
  })

  it('[CL73] takes the beginning of a command that only one has, but none for what is grave', () => {
    expect(read('/unl')).toEqual(read('/unlock'))
    expect(read('/un')).toMatchObject({ ok: false })
    const several = read('/un')
    expect(several.ok ? '' : several.problem.sentence).toContain('/unban, ')
    for (const grave of ['/en', '/ba', '/tran', '/leav']) expect(read(grave)).not.toEqual(read('/end'))
    expect(read('/ba')).toMatchObject({ ok: false })
    expect(read('/en')).toMatchObject({ ok: false })
  })
})

it.each([
  ['/unm', '/unmute '],
  ['/kick ås', '/kick Åsa '],
  ['/kick eve', '/kick Eve Miles '],
  ['/kick B', '/kick Bob'],
  ['/policy viewers-may-p', '/policy viewers-may-pause '],
  ['/unban M', '/unban Mallory '],
  ['/lock x', '/lock x'],
  ['/zzz', '/zzz'],
  ['hello', 'hello'],
])('[CL73] completes %j to %j', (line, completed) => {
  expect(completeLine(line, sight)).toBe(completed)
})
