import { Button, Textarea, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../../parts/useDraft.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './Settings.module.css'
import { useSettings } from './useSettings.ts'

/** Where the player is, and what else it is started with. */
export function PlayerProgram() {
  const { t } = useTranslation('settings')
  const { settings, change, problem, isPending } = useSettings()
  const saved = { path: settings.playerPath ?? '', args: settings.playerArgs.join('\n') }
  const [path, setPath] = useDraft(saved.path)
  const [args, setArgs] = useDraft(saved.args)
  const save = (event: FormEvent) => {
    event.preventDefault()
    const playerArgs = args.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    void change({ playerPath: path.trim() === '' ? null : path.trim(), playerArgs })
  }
  const isSame = path === saved.path && args === saved.args
  return (
    <form onSubmit={save} className={classes.form}>
      <TextInput
        label={t('players.path')}
        description={t('players.pathHint')}
        value={path}
        maxLength={1000}
        dir="ltr"
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Textarea
        label={t('players.args')}
        description={t('players.argsHint')}
        value={args}
        autosize
        minRows={1}
        maxRows={6}
        dir="ltr"
        onChange={(event) => setArgs(event.currentTarget.value)}
      />
      <ProblemNote problem={problem} />
      {!isSame && (
        <Button type="submit" loading={isPending}>
          {t('players.save')}
        </Button>
      )}
    </form>
  )
}
