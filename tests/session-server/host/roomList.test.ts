import { describe, expect, it } from 'vitest'
import { decodeServerMessage } from '../../../protocol/codec.ts'
import type { ServerMessageOf } from '../../../protocol/session.ts'
import { createRoomList } from '../../../session-server/host/roomList.ts'
import { film } from '../support/film.ts'
import { createLobbyStage } from '../support/lobbyStage.ts'

/** Rooms, and somebody who watches the list of them. */
function createList(roomsListed = 200) {
  const stage = createLobbyStage({ limits: { rooms: 1000 } })
  const { lobby, clock, visit } = stage
  const list = createRoomList({
    clock,
    roomsListed,
    rooms: () => lobby.rooms(),
    onLook: (listener) => lobby.onLook(listener),
  })
  const open = (name: string, visibility: 'public' | 'unlisted' = 'public') => {
    const guest = visit('Ann')
    const policy = { visibility }
    guest.send({ type: 'create', requestId: 'c', media: film, name, policy, password: null, positionMs: 0 })
    return guest
  }
  const watch = () => {
    const frames: string[] = []
    const cancel = list.watch({ send: (frame) => frames.push(frame) })
    const told = (): readonly ServerMessageOf<'rooms'>[] =>
      frames.map((frame) => {
        const message = decodeServerMessage(frame)
        if (!message.ok || message.value.type !== 'rooms') throw new Error(`Not of the list: ${frame}`)
        return message.value
      })
    return { frames, told, cancel }
  }
  return { ...stage, list, open, watch }
}

const names = ({ changed }: ServerMessageOf<'rooms'>) => changed.map(({ name }) => name)

describe('the list of rooms', () => {
  it('[OP50] is told whole at first, the newest rooms first, public and inhabited ones only', async () => {
    const { open, watch, clock, list } = createList(2)
    for (const name of ['one', 'two', 'three']) open(name)
    open('secret', 'unlisted')
    await clock.advance(0)
    const { told } = watch()
    expect(told()).toMatchObject([{ isWhole: true, gone: [] }])
    expect(told().flatMap(names)).toEqual(['three', 'two'])
    expect(told()[0]?.changed[0]).toMatchObject({
      ...{ title: film.title, members: 1, hasPassword: false, isLocked: false },
    })
    list.close()
  })

  it('[OP50] says which rooms are locked and which ask for a password, as soon as they do', async () => {
    const { open, watch, clock, list } = createList(2)
    const ann = open('one')
    await clock.advance(0)
    const { told } = watch()
    ann.send({ type: 'govern', requestId: 'l', deed: { kind: 'lock', locked: true } })
    ann.send({ type: 'govern', requestId: 'p', deed: { kind: 'set-password', password: 'long enough' } })
    await expect.poll(() => ann.heard.some((it) => it.type === 'done' && it.requestId === 'p')).toBe(true)
    await clock.advance(5000)
    expect(told().at(-1)?.changed[0]).toMatchObject({ hasPassword: true, isLocked: true })
    list.close()
  })

  it('[OP51] then what changed: rooms that came, went, or have other members', async () => {
    const { open, watch, visit, clock, list } = createList(2)
    const first = open('one')
    await clock.advance(0)
    const { told } = watch()
    open('two')
    await clock.advance(5000)
    visit('Bob').join(first.last('joined').room.code)
    await clock.advance(5000)
    open('three')
    await clock.advance(5000)
    expect(
      told()
        .slice(1)
        .map((message) => [names(message), message.gone.length]),
    ).toEqual([
      [['two'], 0],
      [['one'], 0],
      [['three'], 1],
    ])
    expect(told()[2]?.changed[0]?.members).toBe(2)
    list.close()
  })

  it('[OP52] at most once a second, and for as little as a slow line carries, however much happens', async () => {
    const { open, watch, clock, list } = createList()
    const { told, frames } = watch()
    for (let round = 0; round < 300; round += 1) {
      open(`room ${round}`)
      await clock.advance(20)
    }
    await clock.advance(10_000)
    expect(told().length).toBeLessThanOrEqual(1 + 16)
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0)
    expect(bytes).toBeLessThan(100_000)
    expect(new Set(told().flatMap(names)).size).toBe(300)
    list.close()
  })

  it('[OP52] is written once for all who watch, and not at all while nobody does', async () => {
    const { open, watch, clock, list } = createList()
    const watching = [watch(), watch(), watch()]
    open('one')
    await clock.advance(0)
    const [ann, bob, cid] = watching.map(({ frames }) => frames.at(-1))
    expect(ann).toContain('"one"')
    expect([bob, cid]).toEqual([ann, ann])
    for (const { cancel } of watching) cancel()
    open('two')
    await clock.advance(5000)
    expect(watching.map(({ frames }) => frames.length)).toEqual([2, 2, 2])
    list.close()
  })
})
