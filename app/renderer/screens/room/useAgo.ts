import { useTranslation } from 'react-i18next'

/** How long ago something was, in a few words. */
export function useAgo(): (agoMs: number) => string {
  const { t } = useTranslation('room')
  return (agoMs) => {
    const seconds = Math.floor(agoMs / 1000)
    if (seconds < 5) return t('ago.now')
    if (seconds < 60) return t('ago.seconds', { count: seconds })
    if (seconds < 3600) return t('ago.minutes', { count: Math.floor(seconds / 60) })
    return t('ago.hours', { count: Math.floor(seconds / 3600) })
  }
}
