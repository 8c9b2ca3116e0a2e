import type {
  AppQuery,
  ItemCard,
  ItemDetails,
  ItemPage,
  Person,
  Shelf,
  Sight,
} from '../../protocol/bridge/query.ts'
import type { LibraryResult } from '../library.ts'
import type { Asking } from './asking.ts'
import { createListing } from './children.ts'
import { itemDetails } from './details.ts'
import { genresIn } from './genres.ts'
import { homeShelves } from './home.ts'
import { people } from './people.ts'
import { sightOf } from './sight.ts'

type Asked<Kind extends AppQuery['kind']> = Omit<Extract<AppQuery, { kind: Kind }>, 'kind'>

/** A library as windows show it, by the eyes of the one who is signed in. Asked each time, kept nowhere. */
export interface Catalogue {
  /** What was begun, what comes next, what is new; empty rows are left out. */
  home(): Promise<LibraryResult<Shelf[]>>
  /** Those that hold anything for a player: no music, books or photos. */
  libraries(): Promise<LibraryResult<ItemCard[]>>
  children(asked: Asked<'children'>): Promise<LibraryResult<ItemPage>>
  /** From A to Z. */
  genres(asked: Asked<'genres'>): Promise<LibraryResult<string[]>>
  search(asked: Asked<'search'>): Promise<LibraryResult<ItemPage>>
  item(asked: Asked<'item'>): Promise<LibraryResult<ItemDetails>>
  /** In the order of `userIds`. */
  sight(asked: Asked<'sight'>): Promise<LibraryResult<Sight[]>>
  /** Everybody with an account that is not disabled, but for oneself. */
  people(): Promise<LibraryResult<Person[]>>
}

export function createCatalogue(asking: Asking): Catalogue {
  const listing = createListing(asking)
  return {
    home: () => homeShelves(asking, listing),
    libraries: () => listing.libraries(),
    children: (asked) => listing.children(asked),
    genres: ({ parentId }) => genresIn(asking, parentId),
    search: (asked) => listing.search(asked),
    item: ({ itemId }) => itemDetails(asking, itemId),
    sight: ({ itemId, userIds }) => sightOf(asking, itemId, userIds),
    people: () => people(asking),
  }
}
