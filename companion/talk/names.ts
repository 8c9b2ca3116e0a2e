import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

interface Named {
  readonly name: string
}

/** How many candidates are named when a text means several. */
const namedCandidates = 5

/**
 * The one person of a list that somebody means: by number (`#2` is the second), by the name whatever its case, or by a
 * beginning of it that only one name has.
 */
export function personNamed<Person extends Named>(
  text: string,
  people: readonly Person[],
  whereabouts: string,
): Result<Person, Problem> {
  const wanted = text.trim().replace(/^@/, '')
  if (wanted === '') return failure(nobodyNamed)
  const numbered = /^#(\d{1,4})$/.exec(wanted)
  const candidates =
    numbered === null ? withName(wanted, people) : people.slice(...oneAt(Number(numbered[1])))
  const [only] = candidates
  if (only === undefined) return failure(nobodyCalled(wanted, whereabouts))
  return candidates.length === 1 ? success(only) : failure(severalCalled(wanted, candidates, people))
}

const oneAt = (number: number): [number, number] => (number < 1 ? [0, 0] : [number - 1, number])

function withName<Person extends Named>(wanted: string, people: readonly Person[]): readonly Person[] {
  const exact = people.filter(({ name }) => plain(name) === plain(wanted))
  return exact.length > 0 ? exact : people.filter(({ name }) => plain(name).startsWith(plain(wanted)))
}

/** Case and accents do not matter to whoever types in a hurry. */
export const plain = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

const nobodyNamed: Problem = {
  code: 'not-understood',
  sentence: 'There is no name.',
  nextStep: 'Type the beginning of one, or #2 for the second of the list.',
}

const nobodyCalled = (wanted: string, whereabouts: string): Problem => ({
  code: 'no-such-name',
  sentence: `Nobody ${whereabouts} is called "${wanted}".`,
  nextStep: 'Look at the list of people.',
})

function severalCalled(wanted: string, candidates: readonly Named[], people: readonly Named[]): Problem {
  const named = candidates
    .slice(0, namedCandidates)
    .map((person) => `${person.name} (#${people.indexOf(person) + 1})`)
  return {
    code: 'ambiguous-name',
    sentence: `"${wanted}" may mean ${named.join(', ')}${candidates.length > namedCandidates ? ' and others' : ''}.`,
    nextStep: 'Type more of the name, or the number with its #.',
  }
}
