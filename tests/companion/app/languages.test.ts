import { expect, it } from 'vitest'
import { openLibrary } from '../../demo/support/shelf.ts'
import { openTestApp } from './appOfTest.ts'

it('[CP98] liked languages stand in the state, in a room or not, and come back with the app', async () => {
  const library = await openLibrary()
  const first = openTestApp()
  await first.signsIn(library)
  expect(first.state().companion.personal.languages).toEqual({ audio: [], subtitle: [] })
  const liked = { audio: ['ja', 'en'], subtitle: null }
  await first.does({ kind: 'companion', command: { kind: 'set-languages', ...liked } })
  expect(first.state().companion.personal.languages).toEqual(liked)
  await first.close()
  const again = openTestApp({}, first.home)
  const state = await again.until(({ library: { kind } }) => kind === 'open')
  expect(state.companion.personal.languages).toEqual(liked)
})
