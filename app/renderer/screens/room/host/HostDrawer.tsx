import { Button, Drawer, Text } from '@mantine/core'
import { Power, Timer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sure } from '../../../parts/Sure.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useOpened } from '../Opened.tsx'
import { useCompanion } from '../useRoom.ts'
import { DoorsForm } from './DoorsForm.tsx'
import { GuestList } from './GuestList.tsx'
import classes from './Host.module.css'
import { NameForm } from './NameForm.tsx'
import { PolicyForm } from './PolicyForm.tsx'

/** How the room is run. Everybody may read it; those who may change it. What is changed holds at once. */
export function HostDrawer() {
  const { t } = useTranslation(['room', 'common'])
  const { opened, close } = useOpened()
  return (
    <Drawer
      opened={opened === 'host'}
      onClose={close}
      position="right"
      size="md"
      title={t('room:host.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Rules />
    </Drawer>
  )
}

function Rules() {
  const { t } = useTranslation('room')
  const { act } = useRoomActions()
  const mayRule = useCompanion((companion) => ownPermission(companion, 'change-policy') === 'yes')
  const mayResync = useCompanion((companion) => ownPermission(companion, 'resync') === 'yes')
  return (
    <div className={classes.rules}>
      {!mayRule && <Text c="dimmed">{t('host.readOnly')}</Text>}
      {mayResync && (
        <Button
          variant="light"
          leftSection={<Timer size={18} aria-hidden />}
          onClick={() => void act({ kind: 'resync' })}
        >
          {t('host.resync')}
        </Button>
      )}
      <NameForm />
      <DoorsForm />
      <PolicyForm />
      <GuestList />
      <EndRoom />
    </div>
  )
}

function EndRoom() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const [isAsking, setAsking] = useState(false)
  const mayEnd = useCompanion((companion) => ownPermission(companion, 'end') === 'yes')
  if (!mayEnd) return null
  return (
    <>
      <Button
        variant="light"
        color="bad"
        leftSection={<Power size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('host.end')}
      </Button>
      {isAsking && (
        <Sure
          title={t('host.endTitle')}
          sentence={t('host.endSentence')}
          yes={t('host.endYes')}
          no={t('host.endNo')}
          onYes={() => tell({ kind: 'govern', deed: { kind: 'end' } })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
