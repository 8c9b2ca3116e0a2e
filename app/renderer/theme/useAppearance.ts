import { useMediaQuery } from '@mantine/hooks'
import { useStore } from 'zustand'
import { useAppLink } from '../client/AppContext.tsx'

/** Dark or light: as it is set, before that is known and otherwise as the system has it; dark when the system does not care. */
export function useAppearance(): 'dark' | 'light' {
  const set = useStore(useAppLink().mirror, ({ app }) => app?.settings.appearance ?? 'system')
  const isDay = useMediaQuery('(prefers-color-scheme: light)', undefined, { getInitialValueInEffect: false })
  if (set !== 'system') return set
  return isDay ? 'light' : 'dark'
}
