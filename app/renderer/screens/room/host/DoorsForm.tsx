import { Button, PasswordInput, Switch, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../client/useCommand.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { ExpiryChoice } from './ExpiryChoice.tsx'
import classes from './Host.module.css'
import { PolicySelect } from './PolicySelect.tsx'

/** Who comes in. */
export function DoorsForm() {
  const { t } = useTranslation('room')
  const { tell, problem } = useCommand()
  const isLocked = useRoom((room) => room.isLocked)
  const mayLock = useCompanion((companion) => ownPermission(companion, 'lock') === 'yes')
  return (
    <section className={classes.section}>
      <h3>{t('host.doors')}</h3>
      <Switch
        label={t('host.lock')}
        checked={isLocked}
        disabled={!mayLock}
        onChange={(event) =>
          void tell({ kind: 'govern', deed: { kind: 'lock', locked: event.currentTarget.checked } })
        }
      />
      <ProblemNote problem={problem} />
      <PolicySelect field="visibility" label={t('host.visibility')} />
      <PolicySelect field="newcomers" label={t('host.newcomers')} />
      <PasswordChoice />
      <ExpiryChoice />
    </section>
  )
}

function PasswordChoice() {
  const { t } = useTranslation('room')
  const { tell, isPending, problem } = useCommand()
  const hasPassword = useRoom((room) => room.hasPassword)
  const maySet = useCompanion((companion) => ownPermission(companion, 'set-password') === 'yes')
  const [password, setPassword] = useState('')
  const set = (next: string | null) =>
    tell({ kind: 'govern', deed: { kind: 'set-password', password: next } }).then((isDone) => {
      if (isDone) setPassword('')
    })
  const save = (event: FormEvent) => {
    event.preventDefault()
    void set(password)
  }
  if (!maySet) return hasPassword ? <Text size="sm">{t('host.passwordSet')}</Text> : null
  return (
    <form onSubmit={save}>
      <div className={classes.line}>
        <PasswordInput
          label={t(hasPassword ? 'host.passwordNew' : 'host.password')}
          description={hasPassword ? t('host.passwordSet') : t('host.passwordHint')}
          value={password}
          minLength={4}
          maxLength={128}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={password.length < 4}>
          {t('host.save')}
        </Button>
      </div>
      {hasPassword && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => void set(null)}>
          {t('host.passwordClear')}
        </Button>
      )}
      <ProblemNote problem={problem} />
    </form>
  )
}
