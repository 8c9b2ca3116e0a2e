import type { Person } from '../../protocol/person.ts'
import { identifier, type RandomBytes } from '../host/secrets.ts'
import { visiblePerson } from '../host/visibleText.ts'

/** Somebody of whom nothing is known but the name that they gave; everyone who comes so is somebody new. */
export const openPerson = (name: string, random: RandomBytes): Person => ({
  id: identifier(random),
  name: visiblePerson(name),
  isAdmin: false,
  origin: { kind: 'open' },
})
