import { describe, expect, it } from 'vitest'
import { personNameSchema } from '../../../protocol/person.ts'
import { visiblePerson, visibleTitle } from '../../../session-server/host/visibleText.ts'

describe('what people wrote', () => {
  it('[SV14] keeps every script and emoji as they were meant', () => {
    for (const name of ['Zoë', 'Ναταλία', 'नेहा', '山田 太郎', '👩‍👩‍👧', 'نام‌ها'])
      expect(visiblePerson(name)).toBe(name.normalize('NFC'))
  })

  it('[SV14] becomes a stand-in when nothing of it can be seen', () => {
    for (const name of ['', ' ', '\u200B', '\u2066\u2069', '\u200D', '\uD800'])
      expect(visiblePerson(name)).toBe('Guest')
  })

  it('[SV14] is never longer than members accept, even where composing lengthens it', () => {
    const grows = '\uFB2C'.repeat(64)
    expect(personNameSchema.safeParse(grows).success).toBe(true)
    expect(visiblePerson(grows).length).toBe(64)
    expect(visibleTitle('🎬'.repeat(151))).toBe('🎬'.repeat(150))
    expect(visiblePerson(`x${'🎬'.repeat(40)}`)).toBe(`x${'🎬'.repeat(31)}`)
  })
})
