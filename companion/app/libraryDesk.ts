import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { AnswerOf, AppQuery, ItemDetails } from '../../protocol/bridge/query.ts'

/** What a window asks of the library, without what kind of question it is. */
export type QueryOf<Kind extends AppQuery['kind']> = Omit<Extract<AppQuery, { kind: Kind }>, 'kind'>

export type DeskResult<Kind extends AppQuery['kind']> = Promise<Result<AnswerOf<Kind>, Problem>>

/** A picture as it came from the library. */
export interface Picture {
  /** Media type, an image's. */
  readonly type: string
  readonly body: ReadableStream<Uint8Array>
  /** Bytes; null = not told. */
  readonly length: number | null
}

/**
 * Answers what windows ask of the library of whoever is signed in, one function for each question. Addresses of
 * pictures in its answers are paths (`protocol/bridge/pictures.ts`); `picture` gives what is behind their names.
 */
export interface LibraryDesk {
  home(): DeskResult<'home'>
  libraries(): DeskResult<'libraries'>
  children(query: QueryOf<'children'>): DeskResult<'children'>
  genres(query: QueryOf<'genres'>): DeskResult<'genres'>
  search(query: QueryOf<'search'>): DeskResult<'search'>
  /** Without what this viewer likes of it, which no library knows. */
  item(query: QueryOf<'item'>): Promise<Result<ItemDetails, Problem>>
  sight(query: QueryOf<'sight'>): DeskResult<'sight'>
  people(): DeskResult<'people'>
  /** By the name in its address. Ends with `signal`. */
  picture(name: string, signal: AbortSignal): Promise<Result<Picture, Problem>>
}
