import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionStatus } from '../../protocol/companionState.ts'
import type { Joined, RoomMessage, RoomSession } from '../../companion/session/roomSession.ts'
import type { Media } from '../../protocol/media.ts'
import { unknownPresence } from '../../protocol/member.ts'
import type { Result } from '../../protocol/result.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import { toSessionMs } from '../../sync/clockOffset.ts'
import { positionAt } from '../../sync/timeline.ts'
import type { VirtualClock } from '../support/virtualClock.ts'

/** A server and those who visit it, on virtual time. */
export interface SessionTrial {
  readonly clock: VirtualClock
  /** A session of somebody, not opened yet. */
  visit(name: string): RoomSession
  /** Breaks the line of somebody without a word; the server stays. */
  cutLine(name: string): void
  /** Whether a room outlives the line of its host. */
  readonly hostReturns: boolean
  /** How close to the host's place a guest is told to be, ms: servers there tell whole milliseconds, and late. */
  readonly nearMs: number
  dispose(): Promise<void>
}

export const contractFilm: Media = {
  serverId: 'library',
  itemId: '0123456789abcdef0123456789abcdef',
  title: 'Night of the Metronome',
  runtimeMs: 300_000,
  providerIds: {},
}

/** Somebody in a room, and what they were told since. */
interface Visit {
  readonly session: RoomSession
  readonly statuses: SessionStatus[]
  readonly messages: RoomMessage[]
  timeline(): Timeline
  /** Where the room is now for this visitor. */
  positionMs(): number
}

/** What every membership of a room does, whatever server is behind it. */
export function describeRoomSession(server: string, makeTrial: () => Promise<SessionTrial>): void {
  describe(`a room session with ${server}`, () => {
    let trial: SessionTrial
    const visits: Visit[] = []

    beforeEach(async () => {
      trial = await makeTrial()
    })
    afterEach(async () => {
      await during(Promise.all(visits.splice(0).map(({ session }) => session.close())))
      await trial.dispose()
    })

    async function during<Value>(promise: Promise<Value>, atMostMs = 20_000): Promise<Value> {
      let isDone = false
      void promise.finally(() => (isDone = true))
      for (let waited = 0; !isDone && waited < atMostMs; waited += 50) await trial.clock.advance(50)
      return promise
    }

    function visit(name: string): Visit {
      const session = trial.visit(name)
      const statuses: SessionStatus[] = []
      const messages: RoomMessage[] = []
      session.onStatus((status) => statuses.push(status))
      session.onMessage((message) => messages.push(message))
      const timeline = () => {
        const told = messages.findLast(
          (message): message is Extract<RoomMessage, { type: 'timeline' | 'joined' }> =>
            message.type === 'timeline' || message.type === 'joined',
        )
        if (told === undefined) throw new Error(`${name} knows no room`)
        return told.type === 'joined' ? told.room.timeline : told.timeline
      }
      const positionMs = () => {
        const model = session.clock()
        if (model === null) throw new Error(`${name} knows no clock`)
        return positionAt(timeline(), toSessionMs(model, trial.clock.nowMs()))
      }
      const made = { session, statuses, messages, timeline, positionMs }
      visits.push(made)
      return made
    }

    const must = <Value>(result: Result<Value, { sentence: string }>): Value => {
      if (!result.ok) throw new Error(result.problem.sentence)
      return result.value
    }

    async function host(name = 'Ada', positionMs = 0): Promise<Visit & { joined: Joined }> {
      const made = visit(name)
      must(await during(made.session.open()))
      const request = {
        media: contractFilm,
        name: null,
        policy: { control: 'host' as const },
        password: null,
        positionMs,
      }
      const joined = must(await during(made.session.create(request)))
      return { ...made, joined }
    }

    async function guest(code: string, name = 'Bob'): Promise<Visit & { joined: Joined }> {
      const made = visit(name)
      must(await during(made.session.open()))
      const joined = must(await during(made.session.join({ code, password: null, invitation: null })))
      made.session.tell({ ...unknownPresence, player: 'MPV', readyRevision: joined.room.timeline.revision })
      await trial.clock.advance(300)
      return { ...made, joined }
    }

    /** Tells the server that a player stands where the room does, as a companion does. */
    const ready = ({ session, timeline }: Visit) =>
      session.tell({ ...unknownPresence, player: 'MPV', readyRevision: timeline().revision })

    it('[OW40] is online with a known clock once it is open', async () => {
      const ada = visit('Ada')
      expect(ada.session.status().kind).toBe('idle')
      must(await during(ada.session.open()))
      expect(ada.session.status().kind).toBe('online')
      expect(ada.statuses.map(({ kind }) => kind)).toEqual(['connecting', 'online'])
      expect(ada.session.clock()?.samples).toBeGreaterThan(0)
    })

    it('[OW40] founds a room that stands where it was asked to, with its founder as the host', async () => {
      const ada = await host('Ada', 42_000)
      const { room, memberId } = ada.joined
      expect(room.media).toEqual(contractFilm)
      expect(room.timeline).toMatchObject({ positionMs: 42_000, playing: false, rate: 1 })
      expect(room.hostId).toBe(memberId)
      expect(room.members.map(({ name, role }) => [name, role])).toEqual([['Ada', 'host']])
      expect(ada.messages[0]).toEqual(ada.joined)
    })

    it('[OW40] brings others into the room by its code, and both see each other', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      expect(bob.joined.room.id).toBe(ada.joined.room.id)
      expect(bob.joined.memberId).not.toBe(ada.joined.memberId)
      expect(bob.joined.room.hostId).toBe(ada.joined.memberId)
      expect(bob.joined.room.members).toHaveLength(2)
      await trial.clock.advance(500)
      const told = ada.messages.findLast((message) => message.type === 'members')
      expect(told?.changed.some(({ id }) => id !== ada.joined.memberId)).toBe(true)
    })

    it('[OW40] refuses a room that does not exist with a sentence', async () => {
      const bob = visit('Bob')
      must(await during(bob.session.open()))
      const refused = await during(
        bob.session.join({ code: '00000000-0000-4000-8000-000000000000', password: null, invitation: null }),
      )
      expect(refused).toMatchObject({ ok: false, problem: { code: 'no-such-room' } })
      expect(bob.session.status().kind).toBe('online')
    })

    it('[OW41] plays for everyone: the same place at the same time, a little later', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      for (const one of [ada, bob]) ready(one)
      must(await during(ada.session.act({ kind: 'play' }, ada.timeline().revision)))
      await trial.clock.advance(15_000)
      expect(ada.timeline().playing).toBe(true)
      expect(bob.timeline().playing).toBe(true)
      expect(Math.abs(ada.positionMs() - bob.positionMs())).toBeLessThan(trial.nearMs)
      const before = bob.positionMs()
      await trial.clock.advance(1000)
      expect(bob.positionMs() - before).toBeCloseTo(1000, -2)
    })

    it('[OW41] pauses and seeks for everyone', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      for (const one of [ada, bob]) ready(one)
      must(await during(ada.session.act({ kind: 'seek', positionMs: 120_000 }, ada.timeline().revision)))
      await trial.clock.advance(2000)
      expect(ada.timeline()).toMatchObject({ positionMs: 120_000, playing: false })
      expect(Math.abs(bob.timeline().positionMs - 120_000)).toBeLessThan(2)
      for (const one of [ada, bob]) ready(one)
      must(await during(ada.session.act({ kind: 'play' }, ada.timeline().revision)))
      await trial.clock.advance(10_000)
      const paused = await during(
        ada.session.act({ kind: 'pause', positionMs: null }, ada.timeline().revision),
      )
      must(paused)
      await trial.clock.advance(3000)
      for (const one of [ada, bob]) expect(one.timeline().playing).toBe(false)
      expect(Math.abs(ada.positionMs() - bob.positionMs())).toBeLessThan(2)
    })

    it('[OW41] never lets a revision fall, and tells only newer ones', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      for (const one of [ada, bob]) ready(one)
      must(await during(ada.session.act({ kind: 'play' }, ada.timeline().revision)))
      await trial.clock.advance(6000)
      must(await during(ada.session.act({ kind: 'pause', positionMs: null }, ada.timeline().revision)))
      await trial.clock.advance(2000)
      for (const { messages } of [ada, bob]) {
        const revisions = messages.flatMap((message) =>
          message.type === 'timeline' ? [message.timeline.revision] : [],
        )
        expect(revisions.length).toBeGreaterThan(1)
        expect(revisions).toEqual(revisions.toSorted((one, other) => one - other))
      }
    })

    it('[OW41] lets nobody but the host move the film where only the host may', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      const { revision } = bob.timeline()
      for (const action of [{ kind: 'play' }, { kind: 'seek', positionMs: 5000 }] as const) {
        const refused = await during(bob.session.act(action, revision))
        expect(refused, `${action.kind}`).toMatchObject({ ok: false, problem: { code: 'not-permitted' } })
      }
      await trial.clock.advance(3000)
      expect(ada.timeline().playing).toBe(false)
    })

    it('[OW42] carries what is said to everyone, the speaker included, numbered', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      must(await during(bob.session.say('Popcorn is ready 🍿')))
      must(await during(ada.session.say('Coming')))
      await trial.clock.advance(500)
      for (const { messages } of [ada, bob]) {
        const lines = messages.flatMap((message) => (message.type === 'chat' ? message.lines : []))
        expect(lines.map(({ name, text }) => [name, text])).toEqual([
          ['Bob', 'Popcorn is ready 🍿'],
          ['Ada', 'Coming'],
        ])
        expect(lines.map(({ number }) => number)).toEqual([1, 2])
      }
    })

    it('[OW43] comes back by itself when a guest loses the line, and knows the room anew', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      const meanwhile: Promise<Result<void, { sentence: string }>>[] = []
      bob.session.onStatus(({ kind }) => {
        if (kind === 'interrupted') meanwhile.push(bob.session.say('Can you hear me?'))
      })
      trial.cutLine('Bob')
      await trial.clock.advance(30_000)
      expect(bob.statuses.map(({ kind }) => kind)).toEqual(['connecting', 'online', 'interrupted', 'online'])
      expect(await meanwhile[0]).toMatchObject({ ok: false })
      const joined = bob.messages.filter((message) => message.type === 'joined')
      expect(joined.map(({ room }) => room.id)).toEqual([ada.joined.room.id, ada.joined.room.id])
      expect(joined[1]?.room.timeline.revision).toBeGreaterThanOrEqual(bob.joined.room.timeline.revision)
    })

    it('[OW43] comes back as the host as well, or says that the room went with the line', async () => {
      const ada = await host()
      await guest(ada.joined.room.code)
      trial.cutLine('Ada')
      await trial.clock.advance(30_000)
      const last = ada.session.status()
      expect(last.kind).toBe(trial.hostReturns ? 'online' : 'ended')
      if (last.kind === 'ended') expect(last.problem.nextStep).toContain('Create the room again')
    })

    it('[OW43] leaves the room when it is closed, and says nothing afterwards', async () => {
      const ada = await host()
      const bob = await guest(ada.joined.room.code)
      await during(bob.session.close())
      await trial.clock.advance(500)
      expect(bob.session.status().kind).toBe('idle')
      const heard = bob.messages.length
      must(await during(ada.session.say('Anybody there?')))
      await trial.clock.advance(1000)
      expect(bob.messages).toHaveLength(heard)
      const told = ada.messages.findLast((message) => message.type === 'members' && message.gone.length > 0)
      expect(told).toBeDefined()
      expect(await bob.session.act({ kind: 'play' }, 0)).toMatchObject({ ok: false })
    })
  })
}
