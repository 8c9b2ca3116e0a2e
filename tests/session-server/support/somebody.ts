import type { Person } from '../../../protocol/person.ts'

/** A person of whom the name is known, and nothing else. */
export const somebody = (name: string): Person => ({
  id: `person-${name}`,
  name,
  isAdmin: false,
  origin: { kind: 'open' },
})
