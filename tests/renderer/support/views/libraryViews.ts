import { details, episode, episodes, film, libraries, pageOf, seasons, series } from '../library.ts'
import type { Answers } from '../fakeApp.ts'
import { signedIn } from '../states.ts'
import type { View } from './view.ts'

const answers: Answers = {
  libraries: () => [...libraries],
  children: ({ parentId, ...page }) => {
    if (parentId.startsWith('series')) return { items: seasons, total: seasons.length }
    if (parentId.startsWith('season')) return { items: [...episodes], total: episodes.length }
    return pageOf(10_000, page)
  },
  genres: () => ['Comedy', 'Drama', 'Experiment', 'Mystery'],
  search: ({ text, ...page }) => (text.startsWith('xx') ? { items: [], total: 0 } : pageOf(42, page)),
  item: ({ itemId }) => {
    if (itemId.startsWith('series')) return { ...details(series(5)), versions: [] }
    if (itemId.startsWith('episode')) return details(episode(4, { resumeMs: 700_000 }))
    return itemId === 'bare'
      ? {
          ...details(
            film(3, { posterUrl: null, blurhash: null, year: null, runtimeMs: null, subtitle: null }),
          ),
          overview: null,
          backdropUrl: null,
          genres: [],
          rating: null,
          officialRating: null,
          people: [],
          parent: null,
        }
      : details(film(7, { resumeMs: 1_860_000, played: false }))
  },
}

const base = { state: signedIn, answers }

export const libraryViews: readonly View[] = [
  { ...base, name: 'libraries', path: '/library' },
  {
    ...base,
    name: 'search',
    path: '/library',
    act: (page) => page.getByRole('searchbox').fill('night of'),
  },
  {
    ...base,
    name: 'search-nothing',
    path: '/library',
    act: (page) => page.getByRole('searchbox').fill('xxy'),
  },
  { ...base, name: 'library', path: '/library/library-films' },
  {
    ...base,
    name: 'library-genres',
    path: '/library/library-films',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Genres' }).click()
      await page.getByRole('option', { name: 'Mystery' }).click()
    },
  },
  {
    ...base,
    name: 'library-empty',
    path: '/library/library-films',
    answers: { ...answers, children: () => ({ items: [], total: 0 }) },
  },
  {
    ...base,
    name: 'library-bare',
    path: '/library/library-films',
    answers: {
      ...answers,
      children: ({ start, limit }) => {
        const page = pageOf(40, { start, limit })
        const bare = { posterUrl: null, blurhash: null, subtitle: null, year: null, runtimeMs: null }
        return { ...page, items: page.items.map((card) => ({ ...card, ...bare })) }
      },
    },
  },
  { ...base, name: 'item', path: '/item/film-7' },
  { ...base, name: 'item-bare', path: '/item/bare' },
  { ...base, name: 'item-episode', path: '/item/episode-4' },
  { ...base, name: 'item-series', path: '/item/series-5' },
]
