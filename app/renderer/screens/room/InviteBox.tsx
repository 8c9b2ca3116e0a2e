import { Alert, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../client/AppContext.tsx'
import { livesHere } from '../../room/livesHere.ts'
import { ownPermission } from '../../room/may.ts'
import { useOpened } from './Opened.tsx'
import { PeopleToInvite } from './invite/PeopleToInvite.tsx'
import { SignedLink } from './invite/SignedLink.tsx'
import { LinkCard } from './invite/LinkCard.tsx'
import { useCompanion, useRoom } from './useRoom.ts'

/** The ways in: the link with its code, one that gives a role, and people of the library by name. */
export function InviteBox() {
  const { t } = useTranslation(['room', 'common'])
  const { opened, close } = useOpened()
  return (
    <Modal
      opened={opened === 'invite'}
      onClose={close}
      size="lg"
      title={t('room:invite.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Ways />
    </Modal>
  )
}

function Ways() {
  const { t } = useTranslation('room')
  const link = useCompanion(({ joinLink }) => joinLink)
  const isLocked = useRoom((room) => room.isLocked)
  const isLocal = useApp(livesHere)
  const mayInvite = useCompanion((companion) => ownPermission(companion, 'invite') === 'yes')
  return (
    <>
      {isLocked && (
        <Alert color="caution" mb="md">
          {t('invite.unlocked')}
        </Alert>
      )}
      {isLocal && (
        <Alert color="caution" mb="md">
          {t('invite.local')}
        </Alert>
      )}
      {link !== null && <LinkCard link={link} label={t('invite.link')} hint={t('invite.linkHint')} />}
      {mayInvite && <SignedLink />}
      {mayInvite && <PeopleToInvite />}
    </>
  )
}
