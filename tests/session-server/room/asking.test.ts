import { describe, expect, it } from 'vitest'
import { companionTraits } from '../../../session-server/room/room.ts'
import { film } from '../support/film.ts'
import { RoomStage } from '../support/roomStage.ts'

const other = { ...film, itemId: 'other', title: 'The other film', runtimeMs: 50_000 }
const open = (stage: RoomStage, given: { id?: string; insist?: boolean; requestId?: string } = {}) => {
  const { id = 'ann', insist = false, requestId = 'open' } = given
  return stage.ask(id, { kind: 'open', media: other, positionMs: 3000, insist, requestId })
}
const see = (
  stage: RoomStage,
  memberId: string,
  canSee = true,
  question = stage.room.question?.number ?? 0,
) => stage.take({ kind: 'sight', memberId, question, canSee })

describe('another film in a living room', () => {
  it('[RM90] is put on when everyone present says that they can see it, with a new revision', () => {
    const stage = RoomStage.playing()
    const { revision } = stage.room.timeline
    open(stage)
    expect(stage.told('can-you-see')).toMatchObject({ question: 1, media: other })
    expect(stage.answer()).toBeNull()
    for (const id of ['ann', 'bob']) see(stage, id)
    expect(stage.room.media.itemId).toBe(film.itemId)
    see(stage, 'cid')
    expect(stage.answer()).toBe('done')
    expect(stage.told('media')).toMatchObject({
      media: other,
      timeline: { positionMs: 3000, playing: false },
    })
    expect(stage.told('timeline')).toBeNull()
    expect(stage.room.timeline.revision).toBe(revision + 1)
    expect(stage.room.phase).toMatchObject({
      why: 'media',
      waitingFor: ['ann', 'bob', 'cid'],
      thenPlay: true,
    })
    expect(stage.happened()).toMatchObject([{ what: 'changed-media', name: 'ann', detail: other.title }])
  })

  it('[RM91] changes nothing when somebody cannot see it, and says who, those too who did not answer', () => {
    const stage = RoomStage.playing()
    const { media, timeline } = stage.room
    open(stage)
    see(stage, 'ann')
    see(stage, 'bob', false)
    stage.wait(5000)
    expect(stage.answer()).toBe('not-everyone-can-see')
    expect(stage.told('refused')?.who).toEqual([
      { memberId: 'bob', name: 'bob' },
      { memberId: 'cid', name: 'cid' },
    ])
    expect(stage.room).toMatchObject({ media, timeline, question: null })
    open(stage)
    expect(stage.answer()).toBe('not-everyone-can-see')
    expect(stage.room.question).toBeNull()
  })

  it('[RM92] is put on at once by who insists', () => {
    const stage = RoomStage.playing()
    open(stage, { insist: true })
    expect(stage.answer()).toBe('done')
    expect(stage.room.media).toEqual(other)
  })

  it('[RM93] is asked about once at a time, of who is present and can answer', () => {
    const stage = RoomStage.playing()
    stage.join('web', { traits: { ...companionTraits, answers: false } })
    stage.disconnect('cid')
    open(stage)
    open(stage)
    expect(stage.answer()).toBeNull()
    open(stage, { id: 'bob', requestId: 'mine' })
    expect(stage.answer()).toBe('choosing-already')
    see(stage, 'bob')
    see(stage, 'ann', true, 99)
    expect(stage.room.question?.unanswered).toEqual(['ann'])
    see(stage, 'ann')
    expect(stage.room.media).toEqual(other)
  })

  it('[RM93] is forgotten when who wanted it leaves; who leaves meanwhile is not waited for', () => {
    const stage = RoomStage.playing()
    open(stage, { id: 'bob' })
    stage.leave('cid')
    expect(stage.room.question).not.toBeNull()
    stage.leave('bob')
    expect(stage.room.question).toBeNull()
    see(stage, 'ann', true, 1)
    expect(stage.room.media).not.toEqual(other)
  })
})
