import type { EntryText } from './catalogueEntries.ts'

const ADJECTIVES = [
  'Patient',
  'Hollow',
  'Second',
  'Northern',
  'Borrowed',
  'Quiet',
  'Last',
  'Paper',
  'Amber',
  'Late',
]
const NOUNS = [
  'Harbour',
  'Orchard',
  'Signal',
  'Winter',
  'Stairway',
  'Pendulum',
  'Garden',
  'Letter',
  'Bridge',
  'Echo',
]
const GENRES = ['Drama', 'Comedy', 'Thriller', 'Mystery', 'Experiment']
const FIRST_YEAR = 1930
const YEARS = 95
const WORST_RATING = 3
const RATING_STEPS = 70

/** What is written on the box of a film that nobody made: the same for the same number, different for every number. */
export function inventedText(index: number): EntryText {
  const name = `The ${pick(ADJECTIVES, index)} ${pick(NOUNS, Math.floor(index / ADJECTIVES.length))} ${index + 1}`
  const genres = [pick(GENRES, index), pick(GENRES, index * 2 + 1)]
  return {
    name,
    year: FIRST_YEAR + ((index * 37) % YEARS),
    overview: `Number ${index + 1} of a long shelf.`,
    genres: [...new Set(genres)],
    rating: WORST_RATING + ((index * 13) % RATING_STEPS) / 10,
  }
}

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? ''
