import { describe, expect, it } from 'vitest'
import { deeds, permissionFor, type Deed } from '../../../protocol/permissions.ts'
import type { Role } from '../../../protocol/member.ts'
import { defaultPolicy, type RoomPolicy } from '../../../protocol/policy.ts'
import type { RoomStage as Stage } from '../support/roomStage.ts'
import { RoomStage } from '../support/roomStage.ts'
import { film } from '../support/film.ts'

/** Every deed as a request of `id`, about somebody below everyone: `eve`, a viewer with a raised hand. */
const requests: Readonly<Record<Deed, (stage: Stage, id: string) => unknown>> = {
  play: (stage, id) => stage.act(id, { kind: 'play' }),
  pause: (stage, id) => stage.act(id, { kind: 'pause', positionMs: null }),
  seek: (stage, id) => stage.act(id, { kind: 'seek', positionMs: 1000 }),
  rate: (stage, id) => stage.act(id, { kind: 'rate', rate: 1.5 }),
  next: (stage, id) => stage.act(id, { kind: 'next' }),
  resync: (stage, id) => stage.act(id, { kind: 'resync' }),
  open: (stage, id) => stage.ask(id, { kind: 'open', media: film, positionMs: 0, insist: true }),
  'edit-queue': (stage, id) => stage.ask(id, { kind: 'edit-queue', edit: { kind: 'clear' } }),
  'play-entry': (stage, id) => stage.ask(id, { kind: 'play-entry', entry: 1, insist: true }),
  say: (stage, id) => stage.ask(id, { kind: 'say', text: 'Hi' }),
  react: (stage, id) => stage.ask(id, { kind: 'react', reaction: '👍' }),
  raise: (stage, id) => stage.ask(id, { kind: 'raise', wants: 'attention' }),
  lower: (stage, id) => stage.ask(id, { kind: 'lower', targetId: 'eve' }),
  vote: (stage, id) => stage.ask(id, { kind: 'vote', ballot: 1, inFavour: true }),
  'free-play': (stage, id) => stage.ask(id, { kind: 'free-play', isFree: true }),
  grant: (stage, id) => stage.govern(id, { kind: 'grant', memberId: 'eve' }),
  kick: (stage, id) => stage.govern(id, { kind: 'kick', memberId: 'eve' }),
  mute: (stage, id) => stage.govern(id, { kind: 'mute', memberId: 'eve', muted: true }),
  invite: (stage, id) =>
    stage.govern(id, { kind: 'invite', people: [{ personId: 'p', name: 'Pat', role: 'viewer' }] }),
  lock: (stage, id) => stage.govern(id, { kind: 'lock', locked: true }),
  'transfer-host': (stage, id) => stage.govern(id, { kind: 'transfer-host', memberId: 'eve' }),
  'set-role': (stage, id) => stage.govern(id, { kind: 'set-role', memberId: 'eve', role: 'controller' }),
  ban: (stage, id) => stage.govern(id, { kind: 'ban', memberId: 'eve' }),
  'set-password': (stage, id) => stage.govern(id, { kind: 'set-password', passwordHash: 'hash' }),
  'change-policy': (stage, id) => stage.govern(id, { kind: 'change-policy', policy: { quorum: 0.9 } }),
  rename: (stage, id) => stage.govern(id, { kind: 'rename', name: 'Another name' }),
  'set-expiry': (stage, id) => stage.govern(id, { kind: 'set-expiry', expiresInMs: 60_000 }),
  end: (stage, id) => stage.govern(id, { kind: 'end' }),
}

const who: Readonly<Record<Role, string>> = { host: 'ann', controller: 'bob', viewer: 'cid' }

/** Ann hosts, Bob controls, Cid and Eve view; Eve asks for a pause; a film is in the queue and a vote is open. */
function stageWith(policy: Partial<RoomPolicy>): RoomStage {
  const stage = new RoomStage({
    members: ['ann', 'bob', 'cid', 'eve'],
    policy: { control: 'vote', quorum: 1 },
  })
  stage.govern('ann', { kind: 'set-role', memberId: 'bob', role: 'controller' })
  stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'add', media: film } })
  stage.ask('eve', { kind: 'raise', wants: 'pause' })
  stage.govern('ann', {
    kind: 'change-policy',
    policy: { ...defaultPolicy, waitFor: 'nobody', quorum: 1, ...policy },
  })
  stage.act('ann', { kind: 'play' })
  return stage
}

/** The same table as people would write it: who may do it by themselves, least role first. */
const always: Partial<Record<Deed, Role>> = {
  resync: 'controller',
  say: 'viewer',
  react: 'viewer',
  raise: 'viewer',
  lower: 'controller',
  'free-play': 'viewer',
  kick: 'controller',
  mute: 'controller',
  invite: 'controller',
  lock: 'controller',
  'transfer-host': 'host',
  'set-role': 'host',
  ban: 'host',
  'set-password': 'host',
  'change-policy': 'host',
  rename: 'host',
  'set-expiry': 'host',
  end: 'host',
}
const moving = {
  host: { pause: 'host', seek: 'host', next: 'host', open: 'host' },
  controllers: { pause: 'controller', seek: 'controller', next: 'controller', open: 'controller' },
  everyone: { pause: 'viewer', seek: 'viewer', next: 'viewer', open: 'viewer' },
  vote: { pause: 'viewer', seek: null, next: null, open: 'host' },
} as const
const rank: Readonly<Record<Role, number>> = { viewer: 0, controller: 1, host: 2 }

function leastRole(
  deed: Deed,
  control: RoomPolicy['control'],
  queueEditors: RoomPolicy['queueEditors'],
): Role | null {
  const { pause, seek, next, open } = moving[control]
  const byPolicy: Partial<Record<Deed, Role | null>> = {
    play: pause,
    pause,
    grant: pause,
    seek,
    rate: seek,
    next,
    open,
    'play-entry': open,
    'edit-queue': queueEditors === 'controllers' ? 'controller' : queueEditors === 'host' ? 'host' : 'viewer',
  }
  return always[deed] ?? byPolicy[deed] ?? null
}

describe('who may do what', () => {
  for (const control of ['host', 'controllers', 'everyone', 'vote'] as const) {
    for (const role of ['host', 'controller', 'viewer'] as const) {
      it(`[RM40] lets a ${role} do what the table says where control is ${control}, and nothing else`, () => {
        for (const deed of deeds) {
          if (deed === 'vote') continue
          const queueEditors = control === 'vote' ? 'controllers' : control
          const stage = stageWith({ control, queueEditors })
          const before = stage.room
          requests[deed](stage, who[role])
          for (const { id } of stage.room.members) seeIt(stage, id)
          const least = leastRole(deed, control, queueEditors)
          const may = least !== null && rank[role] >= rank[least]
          const answer = stage.answer()
          const due = may ? 'done' : least === null ? 'put-to-the-vote' : 'not-permitted'
          expect({ deed, answer }).toEqual({ deed, answer: due })
          if (answer === 'not-permitted') expectUntouched(stage, before)
        }
      })
    }
  }

  it('[RM40] answers a refusal to its sender alone, with where the room is', () => {
    const stage = stageWith({ control: 'host' })
    const effects = stage.act('cid', { kind: 'seek', positionMs: 7 })
    expect(effects).toMatchObject([
      { kind: 'reply', message: { reason: 'not-permitted', timeline: stage.room.timeline } },
    ])
  })

  it('[RM41] reads the policy anew for every request', () => {
    const stage = stageWith({ control: 'controllers' })
    stage.act('cid', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('not-permitted')
    stage.govern('ann', { kind: 'change-policy', policy: { viewersMayPause: true } })
    expect(stage.told('settings')?.settings.policy.viewersMayPause).toBe(true)
    stage.act('cid', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('done')
  })

  it('[RM42] widens what controllers may to viewers, pause and seek apart; rate counts as seek', () => {
    const pausing = { ...defaultPolicy, viewersMayPause: true }
    const seeking = { ...defaultPolicy, viewersMaySeek: true }
    for (const deed of ['play', 'pause'] as const) {
      expect(permissionFor(deed, 'viewer', pausing)).toBe('yes')
      expect(permissionFor(deed, 'viewer', seeking)).toBe('no')
    }
    for (const deed of ['seek', 'rate'] as const) {
      expect(permissionFor(deed, 'viewer', seeking)).toBe('yes')
      expect(permissionFor(deed, 'viewer', pausing)).toBe('no')
    }
    expect(permissionFor('seek', 'viewer', { ...seeking, control: 'host' })).toBe('no')
  })
})

/** Nothing but the answer that is remembered. */
function expectUntouched(stage: RoomStage, before: Stage['room']): void {
  const bare = (room: Stage['room']) => ({
    ...room,
    members: room.members.map((member) => ({ ...member, answered: [] })),
  })
  expect(bare(stage.room)).toEqual(bare(before))
  expect(stage.effects.filter((effect) => effect.kind !== 'reply')).toEqual([])
}

function seeIt(stage: RoomStage, memberId: string): void {
  const question = stage.room.question?.number
  if (question !== undefined) stage.take({ kind: 'sight', memberId, question, canSee: true })
}
