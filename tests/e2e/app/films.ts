import type { App } from '../../../companion/app/appApi.ts'
import { ensureFilms } from '../../../demo/films/ensureFilms.ts'
import type { Film } from '../../../demo/films/film.ts'
import { FILM_RECIPES } from '../../../demo/films/recipes.ts'
import { emptyBoxes } from '../../demo/support/shelf.ts'

/** The film of the demo: everybody of the sample library may see it. Made once, then it is there. */
const [recipe] = FILM_RECIPES
export const filmTitle = recipe.title

/** Every film by name, and the one that plays. */
export async function filmsThatPlay(): Promise<readonly Film[]> {
  const made = await ensureFilms({ only: [recipe.id] })
  if (!made.ok) throw new Error(made.problem.sentence)
  return [...made.value, ...emptyBoxes().filter((box) => box.recipe.id !== recipe.id)]
}

/** The id of that film in the library of whoever is signed in. */
export async function filmIn(app: App): Promise<string> {
  const found = await app.query({ kind: 'search', text: filmTitle, start: 0, limit: 5 })
  if (!found.ok) throw new Error(found.problem.sentence)
  const card = found.value.items.find(({ title }) => title === filmTitle)
  if (card === undefined) throw new Error(`the library has no ${filmTitle}`)
  return card.id
}
