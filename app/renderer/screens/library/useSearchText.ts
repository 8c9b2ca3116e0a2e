import { useDebouncedValue, useSessionStorage } from '@mantine/hooks'

/** While somebody types, the library is asked when they pause this long. */
const pauseMs = 120

export interface SearchText {
  /** As it stands in the field. */
  readonly typed: string
  /** As it is searched for. */
  readonly settled: string
  readonly type: (text: string) => void
}

/** What is searched for at a place; it is there again when one comes back from a film. */
export function useSearchText(place: string): SearchText {
  const [typed, type] = useSessionStorage({
    key: `search-${place}`,
    defaultValue: '',
    getInitialValueInEffect: false,
  })
  const [settled] = useDebouncedValue(typed.trim(), pauseMs)
  return { typed, settled: typed === '' ? '' : settled, type }
}
