import { Avatar, Checkbox, SegmentedControl, Skeleton, Text, Title } from '@mantine/core'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Person, Sight } from '../../../../protocol/bridge/query.ts'
import type { Answer } from '../../client/useAnswer.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { withPerson, type Draft, type Role } from './draft.ts'
import classes from './newRoom.module.css'

export interface PeopleProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly people: Answer<readonly Person[]>
  /** Who can see the film that is chosen; empty = not known, or none is. */
  readonly sight: readonly Sight[]
}

/** With whom: the people of this library, each as what, and whether they can see the film. */
export function People({ draft, onDraft, people, sight }: PeopleProps) {
  const { t } = useTranslation('newRoom')
  return (
    <section className={classes.panel} aria-labelledby="new-room-people">
      <Title order={2} id="new-room-people" mb="xs">
        {t('who')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('whoHint')}
      </Text>
      {people.problem !== null && <ProblemNote problem={people.problem} onRetry={people.again} />}
      {people.isLoading && <Skeleton height={48} radius="md" />}
      {people.value?.length === 0 && <Text size="sm">{t('nobody')}</Text>}
      <ul className={classes.people}>
        {people.value?.map((person) => (
          <Guest
            key={person.userId}
            person={person}
            role={draft.people[person.userId] ?? null}
            sight={sight.find(({ userId }) => userId === person.userId) ?? null}
            onRole={(role) => onDraft(withPerson(draft, person.userId, role))}
          />
        ))}
      </ul>
    </section>
  )
}

interface GuestProps {
  readonly person: Person
  /** null = not asked to come. */
  readonly role: Role | null
  readonly sight: Sight | null
  readonly onRole: (role: Role | null) => void
}

function Guest({ person, role, sight, onRole }: GuestProps) {
  const { t } = useTranslation('newRoom')
  return (
    <li className={classes.guest}>
      <Checkbox
        size="md"
        checked={role !== null}
        onChange={(event) => onRole(event.currentTarget.checked ? 'viewer' : null)}
        label={
          <span className={classes.guestName}>
            <Avatar src={person.pictureUrl} name={person.name} color="iris" size={32} alt="" aria-hidden />
            <span dir="auto">{person.name}</span>
          </span>
        }
      />
      {role !== null && (
        <SegmentedControl
          size="xs"
          aria-label={t('role', { name: person.name })}
          value={role}
          onChange={(value) => onRole(value === 'controller' ? 'controller' : 'viewer')}
          data={[
            { value: 'viewer', label: t('viewer') },
            { value: 'controller', label: t('controller') },
          ]}
        />
      )}
      {sight !== null && <Sees sight={sight} />}
    </li>
  )
}

function Sees({ sight: { sees, why } }: { sight: Sight }) {
  const { t } = useTranslation('newRoom')
  const Icon = sees === 'no' ? EyeOff : Eye
  const said = { yes: t('sees'), no: t('seesNot'), unknown: t('seesUnknown') }[sees]
  return (
    <Text size="xs" c={sees === 'no' ? 'var(--ls-bad)' : 'dimmed'} className={classes.sees ?? ''}>
      <Icon aria-hidden size={14} />
      <span>
        {said} {why !== null && <span dir="auto">{why}</span>}
      </span>
    </Text>
  )
}
