import { expect, it } from 'vitest'
import { findItem } from '../../../companion/films/findItem.ts'
import type { Library, LibraryItem } from '../../../jellyfin/library.ts'
import { failure, success } from '../../../protocol/result.ts'

const item = (title: string, kind: LibraryItem['kind'] = 'film'): LibraryItem => ({
  id: title.toLowerCase(),
  kind,
  title,
  subtitle: '2025',
  overview: null,
  runtimeMs: 1,
  resumeMs: 0,
  played: false,
  posterUrl: null,
  providerIds: {},
})

/** A library that finds everything it has, whatever is asked. */
function libraryWith(items: readonly LibraryItem[]): Library {
  const unused = () => Promise.reject(new Error('not asked for'))
  return {
    server: { id: 's', name: 'Films' },
    user: { id: 'u', name: 'Ada' },
    search: () => Promise.resolve(success({ items, total: items.length })),
    item: (id) => {
      const found = items.find((one) => one.id === id)
      const none = { code: 'item-not-found', sentence: 'None.', nextStep: 'Search.' }
      return Promise.resolve(found === undefined ? failure(none) : success(found))
    },
    children: unused,
    resumable: unused,
    nextUp: unused,
    following: unused,
    find: unused,
    open: unused,
    watchPartyPass: unused,
    onRemoteRequest: () => () => {},
    onProblem: () => () => {},
    close: () => Promise.resolve(),
  }
}

it('[CL42] takes the only film that matches, series and folders left out', async () => {
  const library = libraryWith([item('Night', 'series'), item('Nightfall'), item('Nights', 'folder')])
  expect(await findItem(library, 'night')).toMatchObject({ ok: true, value: { title: 'Nightfall' } })
})

it('[CL42] takes the one with exactly this title before others that only contain it, whatever its case', async () => {
  const library = libraryWith([item('Nightfall'), item('Night'), item('The Night')])
  expect(await findItem(library, ' nIGHT ')).toMatchObject({ ok: true, value: { title: 'Night' } })
})

it('[CL42] names a few when several match, with their ids', async () => {
  const library = libraryWith(['A1', 'A2', 'A3', 'A4', 'A5', 'A6'].map((title) => item(title)))
  const found = await findItem(library, 'a')
  expect(found).toMatchObject({ ok: false, problem: { code: 'item-ambiguous' } })
  expect(!found.ok && found.problem.sentence).toContain('A1 (2025) = a1')
  expect(!found.ok && found.problem.sentence).not.toContain('A6')
})

it('[CL42] asks the library by id when it is given one', async () => {
  const id = 'd3b4123ae6570cbb46be083f21c71bc9'
  const library = libraryWith([{ ...item('Night'), id }, item('Other')])
  expect(await findItem(library, id)).toMatchObject({ ok: true, value: { title: 'Night' } })
  const folder = libraryWith([{ ...item('Shelf', 'folder'), id }])
  expect(await findItem(folder, id)).toMatchObject({ ok: false, problem: { code: 'item-not-playable' } })
})
