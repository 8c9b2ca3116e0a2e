import { expect, it } from 'vitest'
import { insisted } from '../../../app/renderer/room/insisting.ts'

const refused = (code: string) => ({ code, sentence: 'Bob cannot see this film.', nextStep: '' })
const unseen = refused('not-everyone-can-see')

it('[UR135] one insists on a film by the same command, once', () => {
  const open = { kind: 'open-film', itemId: 'a', startMs: null, insist: false } as const
  expect(insisted(open, unseen)).toEqual({ ...open, insist: true })
  expect(insisted({ kind: 'play-entry', entry: 3, insist: false }, unseen)).toEqual({
    ...{ kind: 'play-entry', entry: 3, insist: true },
  })
  expect(insisted({ ...open, insist: true }, unseen)).toBeNull()
})

it('[UR135] and on nothing that was refused for another reason, or is no film', () => {
  const open = { kind: 'open-film', itemId: 'a', startMs: null, insist: false } as const
  expect(insisted(open, refused('not-allowed'))).toBeNull()
  expect(insisted({ kind: 'toggle' }, unseen)).toBeNull()
})
