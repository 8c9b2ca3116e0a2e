import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { RoomView } from '../../protocol/room.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'

/** What a typed line comes to. */
export type Spoken =
  /** To be done; a line without a slash is a command to say it. */
  | { readonly kind: 'command'; readonly command: CompanionCommand }
  /** A film that has to be looked for in the library first. */
  | { readonly kind: 'film'; readonly wanted: string; readonly use: FilmUse }
  /** Something that only a face can do: to show, or to ask for what must not be seen. */
  | { readonly kind: 'show'; readonly what: Shown }
  | { readonly kind: 'ask-password' }

export type FilmUse = { readonly kind: 'queue' } | { readonly kind: 'open'; readonly insist: boolean }

export type Shown = 'help' | 'queue' | 'policy' | 'banned' | 'link'

/** What whoever types sees of the room. */
export interface Sight {
  readonly room: RoomView
  readonly memberId: string | null
}

export type Understood = Result<Spoken, Problem>

/** One command that may be typed. */
export interface SlashRow {
  readonly name: string
  /** What follows the name, for the help: `NAME`, `add TEXT | remove N`; empty when nothing does. */
  readonly words: string
  readonly does: string
  /** Too much happens to mean it by its beginning. */
  readonly isGrave?: true
  /** What the first word may be, to complete it. */
  firstWords?(sight: Sight): readonly string[]
  read(words: string, sight: Sight): Understood
}

/** Whether a link is to be seen once it is done. */
export const makesLink = (spoken: Spoken): boolean =>
  spoken.kind === 'command' && spoken.command.kind === 'make-link'
