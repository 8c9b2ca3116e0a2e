import { describe, expect, it } from 'vitest'
import { draftOf, emptyDraft, roomLeft } from '../../../app/renderer/room/chatDraft.ts'
import { chatTextSchema } from '../../../protocol/chat.ts'

describe('a draft for the chat', () => {
  it('[UR117] is what was typed, as long as a line can hold it', () => {
    expect(draftOf('Hello')).toEqual({ text: 'Hello', wasCut: false })
    expect(draftOf('x'.repeat(500))).toMatchObject({ wasCut: false })
    expect(draftOf('')).toEqual(emptyDraft)
  })

  it('[UR117] is cut, told, and can be said when a megabyte is pasted', () => {
    const draft = draftOf('x'.repeat(1_000_000))
    expect(draft).toEqual({ text: 'x'.repeat(500), wasCut: true })
    expect(chatTextSchema.safeParse(draft.text).success).toBe(true)
  })

  it('[UR117] is never cut within a character', () => {
    const { text, wasCut } = draftOf('👩'.repeat(501))
    expect([wasCut, [...text].length, text]).toEqual([true, 500, '👩'.repeat(500)])
    expect(draftOf('👩'.repeat(500))).toMatchObject({ wasCut: false })
  })

  it('[UR117] tells what room is left when it gets tight', () => {
    expect(roomLeft(draftOf('x'.repeat(400)))).toBeNull()
    expect(roomLeft(draftOf('x'.repeat(480)))).toBe(20)
  })
})
