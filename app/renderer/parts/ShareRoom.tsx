import { Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../client/AppContext.tsx'
import { useAnswer } from '../client/useAnswer.ts'
import { CopyField } from './CopyField.tsx'
import { QrCode } from './QrCode.tsx'
import classes from './ShareRoom.module.css'

/** How long a link that was made here lets people in. */
const livesMs = 24 * 3_600_000

/** The link to the room that one is in, to copy and as a picture; the bare code's link when no other can be made. */
export function ShareRoom() {
  const { t } = useTranslation('newRoom')
  const bare = useApp(({ companion }) => companion.joinLink)
  const link = useAnswer({ kind: 'link', role: 'viewer', once: false, livesMs })
  if (link.isLoading) return <Skeleton height={180} radius="md" />
  const web = link.value?.web ?? null
  const app = link.value?.app ?? bare
  if (app === null) return <Text>{t('noLink')}</Text>
  return (
    <div className={classes.share}>
      <QrCode text={web ?? app} label={t('qr')} />
      <Stack gap="sm" className={classes.links ?? ''}>
        {web !== null && <CopyField label={t('webLink')} text={web} />}
        <CopyField label={t('appLink')} text={app} />
      </Stack>
    </div>
  )
}
