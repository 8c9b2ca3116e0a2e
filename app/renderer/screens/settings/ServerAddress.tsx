import { Button, Group, Text, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isSessionAddress } from '../../../../protocol/joinLink.ts'
import { useCommand } from '../../client/useCommand.ts'
import { useDraft } from '../../parts/useDraft.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './Settings.module.css'
import { useSettings } from './useSettings.ts'

/** The address of a session server elsewhere: tried first if one likes, then used. */
export function ServerAddress() {
  const { t } = useTranslation('settings')
  const { settings, change, isPending, problem } = useSettings()
  const trial = useCommand()
  const saved = settings.sessionServer ?? ''
  const [address, setAddress] = useDraft(saved)
  const typed = address.trim()
  const isWrong = typed !== '' && !isSessionAddress(typed)
  const edit = (next: string) => {
    setAddress(next)
    trial.reset()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (typed !== '' && !isWrong) void change({ sessionServer: typed })
  }
  return (
    <form onSubmit={save} className={classes.form}>
      <TextInput
        label={t('server.address')}
        description={t('server.addressHint')}
        error={isWrong ? t('server.addressWrong') : null}
        placeholder="wss://films.example"
        value={address}
        maxLength={300}
        inputMode="url"
        dir="ltr"
        onChange={(event) => edit(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" loading={isPending} disabled={typed === '' || isWrong || typed === saved}>
          {t('server.save')}
        </Button>
        <Button
          variant="default"
          loading={trial.isPending}
          disabled={typed === '' || isWrong}
          onClick={() => void trial.run({ kind: 'test-session-server', address: typed })}
        >
          {t('server.test')}
        </Button>
        {trial.state.kind === 'done' && (
          <Text size="sm" role="status">
            {t('server.testGood')}
          </Text>
        )}
      </Group>
      <ProblemNote problem={trial.problem ?? problem} />
    </form>
  )
}
