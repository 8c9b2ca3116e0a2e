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
}

export const places = [
  { path: '/', name: 'home', Icon: House, isMain: true },
  { path: '/library', name: 'library', Icon: Library, isMain: true },
  { path: '/invitations', name: 'invitations', Icon: Mail, isMain: true },
  { path: '/join', name: 'join', Icon: Link2, isMain: false },
  { path: '/doctor', name: 'doctor', Icon: Stethoscope, isMain: false, isAside: true },
  { path: '/settings', name: 'settings', Icon: Settings, isMain: false, isAside: true },
] as const satisfies readonly Place[]

/** Whether a screen belongs to a place: a film of the library does not, the library's parts do. */
export const isAt = (location: string, path: string): boolean =>
  location === path || (path !== '/' && location.startsWith(`${path}/`))
