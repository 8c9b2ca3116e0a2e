import { describe, expect, it } from 'vitest'
import { queueLimit } from '../../../protocol/queue.ts'
import { film } from '../support/film.ts'
import { RoomStage } from '../support/roomStage.ts'

const called = (title: string) => ({ ...film, title, itemId: title, runtimeMs: 100_000 })
const add = (stage: RoomStage, ...titles: readonly string[]) => {
  for (const title of titles)
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'add', media: called(title) } })
}
const titles = (stage: RoomStage) => stage.room.queue.map(({ media }) => media.title)
const queued = (...names: readonly string[]) => {
  const stage = new RoomStage({ members: ['ann', 'bob'] })
  add(stage, ...names)
  return stage
}

describe('the queue', () => {
  it('[RM80] is added to, moved in, taken from and emptied, told whole each time', () => {
    const stage = queued('one', 'two', 'three')
    expect(stage.told('queue')?.queue.map(({ number, addedBy }) => [number, addedBy])).toEqual([
      [1, 'ann'],
      [2, 'ann'],
      [3, 'ann'],
    ])
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'move', entry: 3, index: 0 } })
    expect(titles(stage)).toEqual(['three', 'one', 'two'])
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'move', entry: 3, index: 99 } })
    expect(titles(stage)).toEqual(['one', 'two', 'three'])
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'remove', entry: 2 } })
    expect(stage.happened()).toMatchObject([{ what: 'unqueued', detail: 'two' }])
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'clear' } })
    expect(titles(stage)).toEqual([])
  })

  it('[RM81] knows entries by numbers that are never given again', () => {
    const stage = queued('one')
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'remove', entry: 1 } })
    add(stage, 'two')
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'remove', entry: 1 } })
    expect(stage.answer()).toBe('no-such-entry')
    expect(titles(stage)).toEqual(['two'])
  })

  it('[RM82] takes no more than it may', () => {
    const stage = queued(...Array.from({ length: queueLimit }, (_, index) => `film-${index}`))
    add(stage, 'one too many')
    expect(stage.answer()).toBe('queue-full')
    expect(stage.room.queue).toHaveLength(queueLimit)
  })

  it('[RM83] goes on by itself at the end of the film, and waits for who has to get ready', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'], runtimeMs: 20_000 })
    add(stage, 'one', 'two')
    stage.everyoneReady()
    stage.act('ann', { kind: 'play' })
    stage.wait(25_000)
    expect(stage.events()).toContain('changed-media')
    expect(stage.told('media')).toMatchObject({
      media: { title: 'one' },
      timeline: { positionMs: 0, playing: false },
    })
    expect(stage.room.phase).toMatchObject({ why: 'media', waitingFor: ['ann', 'bob'], thenPlay: true })
    expect(titles(stage)).toEqual(['two'])
    stage.everyoneReady()
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM84] goes on when somebody says next, once, however many say it', () => {
    const stage = queued('one', 'two')
    const { revision } = stage.room.timeline
    stage.act('ann', { kind: 'next' }, { revision })
    for (const id of ['ann', 'bob']) see(stage, id, true)
    expect(stage.room.media.title).toBe('one')
    stage.act('bob', { kind: 'next' }, { revision })
    expect(stage.answer()).toBe('stale-revision')
    expect(titles(stage)).toEqual(['two'])
    stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'clear' } })
    stage.act('bob', { kind: 'next' })
    expect(stage.answer()).toBe('nothing-next')
  })

  it('[RM85] plays an entry out of turn, and keeps the others', () => {
    const stage = queued('one', 'two', 'three')
    stage.ask('ann', { kind: 'play-entry', entry: 2, insist: true })
    expect(stage.room.media.title).toBe('two')
    expect(titles(stage)).toEqual(['one', 'three'])
  })
})

const see = (stage: RoomStage, memberId: string, canSee: boolean) =>
  stage.take({ kind: 'sight', memberId, question: stage.room.question?.number ?? 0, canSee })
