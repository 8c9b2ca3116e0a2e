import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../client/useCommand.ts'
import { useDraft } from '../../../parts/useDraft.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import classes from './Host.module.css'

const longestName = 100

/** The room's name; another one that comes from elsewhere replaces what was not saved. */
export function NameForm() {
  const { t } = useTranslation('room')
  const { tell, isPending, problem } = useCommand()
  const name = useRoom((room) => room.name)
  const mayRename = useCompanion((companion) => ownPermission(companion, 'rename') === 'yes')
  const [draft, setDraft] = useDraft(name)
  const save = (event: FormEvent) => {
    event.preventDefault()
    void tell({ kind: 'govern', deed: { kind: 'rename', name: draft.trim() } })
  }
  const isSame = draft.trim() === name || draft.trim() === ''
  return (
    <form onSubmit={save}>
      <div className={classes.line}>
        <TextInput
          label={t('host.name')}
          value={draft}
          maxLength={longestName}
          readOnly={!mayRename}
          dir="auto"
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        {mayRename && (
          <Button type="submit" variant="default" loading={isPending} disabled={isSame}>
            {t('host.save')}
          </Button>
        )}
      </div>
      <ProblemNote problem={problem} />
    </form>
  )
}
