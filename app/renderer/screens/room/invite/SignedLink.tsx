import { Button, Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppQuery, Link } from '../../../../../protocol/bridge/query.ts'
import type { Problem } from '../../../../../protocol/problem.ts'
import { useAppLink } from '../../../client/AppContext.tsx'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Invite.module.css'
import { LinkCard } from './LinkCard.tsx'

type Role = Extract<AppQuery, { kind: 'link' }>['role']

const hourMs = 3_600_000
const lives = [
  { value: String(hourMs), key: 'lives1h' },
  { value: String(24 * hourMs), key: 'lives1d' },
  { value: String(7 * 24 * hourMs), key: 'lives7d' },
] as const

/** A link that lets its bearer in with a role, for a while. */
export function SignedLink() {
  const { t } = useTranslation('room')
  const app = useAppLink()
  const [role, setRole] = useState<Role>('viewer')
  const [livesMs, setLives] = useState<string>(lives[1].value)
  const [once, setOnce] = useState(false)
  const [made, setMade] = useState<Link | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPending, setPending] = useState(false)
  // A controller invites viewers only.
  const mayGiveControl = useCompanion((companion) => ownPermission(companion, 'set-role') === 'yes')
  const make = async () => {
    setPending(true)
    const answer = await app.query({ kind: 'link', role, once, livesMs: Number(livesMs) })
    setPending(false)
    setMade(answer.ok ? answer.value : null)
    setProblem(answer.ok ? null : answer.problem)
  }
  return (
    <section className={classes.section}>
      <div className={classes.choices}>
        <Select
          label={t('invite.as')}
          data={[
            { value: 'viewer', label: t('invite.viewer') },
            { value: 'controller', label: t('invite.controller'), disabled: !mayGiveControl },
          ]}
          value={role}
          onChange={(value) => setRole(value === 'controller' ? 'controller' : 'viewer')}
        />
        <Select
          label={t('invite.lives')}
          data={lives.map(({ value, key }) => ({ value, label: t(`invite.${key}`) }))}
          value={livesMs}
          onChange={(value) => value !== null && setLives(value)}
        />
        <Checkbox
          label={t('invite.once')}
          checked={once}
          onChange={(event) => setOnce(event.currentTarget.checked)}
        />
        <Button variant="default" loading={isPending} onClick={() => void make()}>
          {t('invite.make')}
        </Button>
      </div>
      <ProblemNote problem={problem} />
      {made !== null && <LinkCard link={made.web} label={t('invite.invitation')} />}
    </section>
  )
}
