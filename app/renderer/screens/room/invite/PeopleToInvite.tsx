import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../../../protocol/bridge/query.ts'
import { useAnswer } from '../../../client/useAnswer.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { useCommand } from '../../../client/useCommand.ts'
import { useRoom } from '../useRoom.ts'
import classes from './Invite.module.css'

/** People of the library, to be invited by name: the invitation waits where they sign in. */
export function PeopleToInvite() {
  const { t } = useTranslation('room')
  const { value, problem, again } = useAnswer({ kind: 'people' })
  return (
    <section className={classes.section}>
      <Text component="h3" fw={620} m={0} mb="xs">
        {t('invite.people')}
      </Text>
      <ProblemNote problem={problem} onRetry={again} />
      {value?.length === 0 && <Text c="dimmed">{t('invite.peopleNone')}</Text>}
      <ul className={classes.people}>
        {value?.map((person) => (
          <Invitable key={person.userId} person={person} />
        ))}
      </ul>
    </section>
  )
}

function Invitable({ person }: { person: Person }) {
  const { t } = useTranslation('room')
  const { tell, isPending, problem } = useCommand()
  const isHere = useRoom(({ members }) => members.some(({ personId }) => personId === person.personId))
  const isInvited = useRoom(({ invitations }) =>
    invitations.some(({ personId }) => personId === person.personId),
  )
  const invite = () =>
    void tell({
      kind: 'govern',
      deed: { kind: 'invite', people: [{ personId: person.personId, name: person.name, role: 'viewer' }] },
    })
  return (
    <li>
      <bdi>{person.name}</bdi>
      {isHere || isInvited ? (
        <Text c="dimmed">{t(isHere ? 'invite.here' : 'invite.invited')}</Text>
      ) : (
        <Button size="sm" variant="default" loading={isPending} onClick={invite}>
          {t('invite.peopleInvite')}
        </Button>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </li>
  )
}
