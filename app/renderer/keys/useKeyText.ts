import { useTranslation } from 'react-i18next'
import { keyText, type KeyName } from './keyNames.ts'

/** Names of keys as they stand on a keyboard of the window's language. */
export function useKeyText(): (name: KeyName) => string {
  const { t } = useTranslation()
  return (name) => keyText(name, (key) => t(`key.${key}`))
}
