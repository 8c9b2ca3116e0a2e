import { describe, expect, it } from 'vitest'
import type { Action } from '../../../protocol/action.ts'
import type { GoverningDeed } from '../../../protocol/governing.ts'
import { unknownPresence } from '../../../protocol/member.ts'
import { clientMessageSchema, type ClientMessage, type ServerMessageOf } from '../../../protocol/session.ts'
import { film } from '../support/film.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

/** Whom and what a message may be about. */
interface Scene {
  readonly hostId: string
  readonly ownId: string
  readonly roomId: string
  readonly code: string
}

type Type = ClientMessage['type']
const requestId = 'r'

/** One message of every type that asks for something: a type that is missing here does not compile. */
const messages: Readonly<Record<Exclude<Type, 'hello' | 'ping'>, (scene: Scene) => ClientMessage>> = {
  renew: () => ({ type: 'renew', requestId, identity: { kind: 'session', token: 'x'.repeat(40) } }),
  'sign-out': () => ({ type: 'sign-out', requestId }),
  create: () => ({
    ...{ type: 'create', requestId, media: film, name: null, policy: {}, password: null, positionMs: 0 },
  }),
  join: ({ code }) => ({ type: 'join', requestId, code, password: null, invitation: null }),
  resume: ({ roomId }) => ({
    ...{ type: 'resume', requestId, roomId, resumeToken: 'x'.repeat(40), revision: 0, playing: true },
  }),
  leave: () => ({ type: 'leave', requestId }),
  act: () => ({ type: 'act', requestId, revision: 0, action: { kind: 'play' } }),
  say: () => ({ type: 'say', requestId, text: 'Hi' }),
  presence: () => ({ type: 'presence', presence: { ...unknownPresence, buffering: true } }),
  'free-play': () => ({ type: 'free-play', requestId, isFree: true }),
  vote: () => ({ type: 'vote', requestId, ballot: 1, inFavour: true }),
  react: () => ({ type: 'react', requestId, reaction: '👍' }),
  raise: () => ({ type: 'raise', requestId, wants: 'pause' }),
  lower: ({ hostId }) => ({ type: 'lower', requestId, memberId: hostId }),
  'edit-queue': () => ({ type: 'edit-queue', requestId, edit: { kind: 'add', media: film } }),
  'play-entry': () => ({ type: 'play-entry', requestId, entry: 1, insist: true }),
  open: () => ({ type: 'open', requestId, media: film, positionMs: 0, insist: true }),
  sight: () => ({ type: 'sight', question: 1, canSee: true }),
  govern: () => ({ type: 'govern', requestId, deed: { kind: 'end' } }),
  'watch-rooms': () => ({ type: 'watch-rooms', requestId }),
  'unwatch-rooms': () => ({ type: 'unwatch-rooms', requestId }),
}

const actions: Readonly<Record<Action['kind'], Action>> = {
  play: { kind: 'play' },
  pause: { kind: 'pause', positionMs: null },
  seek: { kind: 'seek', positionMs: 5 },
  rate: { kind: 'rate', rate: 2 },
  resync: { kind: 'resync' },
  next: { kind: 'next' },
}

/** Every deed in the form that would raise whoever does it, or harm the host. */
const deeds: Readonly<Record<GoverningDeed['kind'], (scene: Scene) => GoverningDeed>> = {
  'transfer-host': ({ ownId }) => ({ kind: 'transfer-host', memberId: ownId }),
  'set-role': ({ ownId }) => ({ kind: 'set-role', memberId: ownId, role: 'controller' }),
  kick: ({ hostId }) => ({ kind: 'kick', memberId: hostId }),
  ban: ({ hostId }) => ({ kind: 'ban', memberId: hostId }),
  unban: () => ({ kind: 'unban', personId: 'somebody' }),
  mute: ({ hostId }) => ({ kind: 'mute', memberId: hostId, muted: true }),
  lock: () => ({ kind: 'lock', locked: true }),
  'set-password': () => ({ kind: 'set-password', password: 'tea-time' }),
  'change-policy': () => ({ kind: 'change-policy', policy: { control: 'everyone' } }),
  rename: () => ({ kind: 'rename', name: 'Mine' }),
  'set-expiry': () => ({ kind: 'set-expiry', expiresInMs: 1000 }),
  invite: () => ({
    kind: 'invite',
    people: [{ personId: 'somebody', name: 'Somebody', role: 'controller' }],
  }),
  uninvite: () => ({ kind: 'uninvite', personId: 'somebody' }),
  grant: ({ hostId }) => ({ kind: 'grant', memberId: hostId }),
  end: () => ({ kind: 'end' }),
}

/** A room of which only its host may do anything, and whoever is in it beside. */
async function scene() {
  const { url } = await start()
  const host = await SessionMember.enter(url, 'Host')
  const joined = await host.create(0, { control: 'host', queueEditors: 'host' })
  const eve = await SessionMember.enter(url, 'Eve')
  const { memberId: ownId } = await eve.join(joined.room.code)
  const { id: roomId, code } = joined.room
  return { url, host, eve, about: { hostId: joined.memberId, ownId, roomId, code } }
}

/** The refusal of a message; null for one that is never answered, once the answer to a ping after it is there. */
async function answerTo(
  member: SessionMember,
  message: ClientMessage,
): Promise<ServerMessageOf<'refused'> | null> {
  const id = member.heard.length
  const own = `request-${id}`
  member.send('requestId' in message ? { ...message, requestId: own } : message)
  member.send({ type: 'ping', id, sentAtMs: 0 })
  await member.hears('pong', (pong) => pong.id === id)
  if (!('requestId' in message)) return null
  return await member.hears('refused', (refused) => refused.requestId === own)
}

/** What the host knows of the room that somebody could have meddled with. */
const meddled = (host: SessionMember) =>
  host.heard.filter(({ type }) =>
    ['timeline', 'media', 'settings', 'queue', 'guests', 'chat', 'reaction', 'resync', 'out'].includes(type),
  )

describe('what every message gives to whom it is not for', () => {
  it('[SV93] knows every type of message, action and deed', () => {
    const types = clientMessageSchema.options.map(({ shape }) => shape.type.value)
    expect(Object.keys(messages).toSorted()).toEqual(
      types.filter((type) => type !== 'hello' && type !== 'ping').toSorted(),
    )
  })

  it('[SV93] whoever has not introduced themselves gets nothing by any of them', async () => {
    const { url, host, about } = await scene()
    const stranger = await SessionMember.connect(url)
    for (const [type, message] of Object.entries(messages)) {
      const answer = await answerTo(stranger, message(about))
      const asksSomething = type !== 'presence' && type !== 'sight'
      expect({ type, answer }).toMatchObject({
        type,
        answer: asksSomething ? refusedAs('not-introduced') : null,
      })
    }
    expect(stranger.heard.every(({ type }) => type === 'refused' || type === 'pong')).toBe(true)
    expect(meddled(host)).toEqual([])
  })

  it('[SV93] whoever is outside of the room gets nothing in it by any of them', async () => {
    const { url, host, about } = await scene()
    const outside = await SessionMember.enter(url, 'Outside')
    const open: readonly string[] = ['create', 'join', 'watch-rooms', 'unwatch-rooms', 'sign-out']
    for (const [type, message] of Object.entries(messages)) {
      if (open.includes(type)) continue
      const answer = await answerTo(outside, message(about))
      const asksSomething = type !== 'presence' && type !== 'sight'
      expect({ type, answer }).toMatchObject({ type, answer: asksSomething ? { type: 'refused' } : null })
    }
    expect(meddled(host)).toEqual([])
  })

  it('[SV93] a viewer raises themselves by no action and no deed, and harms nobody above them', async () => {
    const { url, host, eve, about } = await scene()
    const asked: ClientMessage[] = [
      ...Object.values(actions).map((action) => ({ type: 'act', requestId, revision: 0, action }) as const),
      ...Object.values(deeds).map((deed) => ({ type: 'govern', requestId, deed: deed(about) }) as const),
      ...(['lower', 'edit-queue', 'play-entry', 'open'] as const).map((type) => messages[type](about)),
    ]
    for (const message of asked) {
      expect(await answerTo(eve, message)).toMatchObject({ type: 'refused' })
    }
    expect(meddled(host)).toEqual([])
    const late = await SessionMember.enter(url, 'Late')
    const { room } = await late.join(about.code)
    expect(room.members.map(({ name, role }) => [name, role])).toEqual([
      ['Host', 'host'],
      ['Eve', 'viewer'],
      ['Late', 'viewer'],
    ])
  })
})

const refusedAs = (reason: string) => ({ type: 'refused', reason })
