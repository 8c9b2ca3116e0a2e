import { House, Library, Link2, Mail, Settings, Stethoscope, type LucideIcon } from 'lucide-react'
import type { words } from '../words/en/words.ts'

/** Where one can go from everywhere. */
export interface Place {
  readonly path: string
  readonly name: keyof typeof words.shell
  readonly Icon: LucideIcon
  /** A narrow window has room for some of them only; the others are under "More". */
  readonly isMain: boolean
  /** At the end, apart from what one comes for. */
  readonly isAside?: boolean
  /** Of no use to a remote control. */
  readonly isOwn?: boolean
}

const places = [
  { path: '/', name: 'home', Icon: House, isMain: true },
  { path: '/library', name: 'library', Icon: Library, isMain: true },
  { path: '/invitations', name: 'invitations', Icon: Mail, isMain: true, isOwn: true },
  { path: '/join', name: 'join', Icon: Link2, isMain: false, isOwn: true },
  { path: '/doctor', name: 'doctor', Icon: Stethoscope, isMain: false, isAside: true, isOwn: true },
  { path: '/settings', name: 'settings', Icon: Settings, isMain: false, isAside: true, isOwn: true },
] as const satisfies readonly Place[]

type Known = (typeof places)[number]

/** The places that a window has. */
export const placesOf = (isRemote: boolean): readonly Known[] =>
  isRemote ? places.filter((place) => !('isOwn' in place)) : places

/** Whether a screen belongs to a place: a film of the library does not, the library's parts do. */
export const isAt = (location: string, path: string): boolean =>
  location === path || (path !== '/' && location.startsWith(`${path}/`))
