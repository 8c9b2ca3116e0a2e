import { Notifications, notifications } from '@mantine/notifications'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../protocol/bridge/appState.ts'
import { useApp, useAppLink } from '../client/AppContext.tsx'
import { NoticeText } from './NoticeText.tsx'

/** A problem stays until it is dismissed or has been there long enough to be read twice. */
const staysMs = { info: 5000, problem: 15_000 } as const

/** What the app has to say, as toasts. All windows dismiss the same notices. */
export function Notices() {
  const told = useApp(({ notices }) => notices)
  const link = useAppLink()
  const { t } = useTranslation()
  const shown = useRef(new Set<number>())
  useEffect(() => {
    const show = ({ id, tone, problem }: Notice) => {
      shown.current.add(id)
      notifications.show({
        id: String(id),
        message: <NoticeText problem={problem} />,
        color: tone === 'problem' ? 'bad' : 'iris',
        autoClose: staysMs[tone],
        closeButtonProps: { 'aria-label': t('problem.dismiss') },
        onClose: () => {
          if (shown.current.delete(id)) void link.command({ kind: 'dismiss-notice', id })
        },
      })
    }
    for (const notice of told) if (!shown.current.has(notice.id)) show(notice)
    for (const id of shown.current) {
      if (told.some((notice) => notice.id === id)) continue
      shown.current.delete(id)
      notifications.hide(String(id))
    }
  }, [told, link, t])
  return <Notifications position="bottom-right" limit={4} />
}
