import { Button, Text } from '@mantine/core'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../../protocol/bridge/query.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { creationOf, isPasswordFit, type Draft } from './draft.ts'
import classes from './newRoom.module.css'

export interface CreateBarProps {
  readonly draft: Draft
  /** null = no film is chosen yet. */
  readonly itemId: string | null
  readonly people: readonly Person[]
  readonly onOpen: () => void
}

/** Opens the room and asks people to come; or what is still missing for that. */
export function CreateBar({ draft, itemId, people, onOpen }: CreateBarProps) {
  const { t } = useTranslation('newRoom')
  const server = useApp(({ sessionServer }) => sessionServer)
  const isInRoom = useApp(({ companion }) => companion.room !== null)
  const creating = useCommand()
  const inviting = useCommand()
  const address = server.kind === 'running' ? server.address : null
  const guests = people.flatMap(({ userId, personId, name }) => {
    const role = draft.people[userId]
    return role === undefined ? [] : [{ personId, name, role }]
  })
  const create = async () => {
    if (address === null || itemId === null) return
    if (!(await creating.tell(creationOf(draft, address, itemId)))) return
    // The room is open, whatever becomes of the invitations: the link reaches everybody.
    if (guests.length > 0) await inviting.tell({ kind: 'govern', deed: { kind: 'invite', people: guests } })
    onOpen()
  }
  const hint = hintOf({ hasServer: address !== null, hasFilm: itemId !== null, isInRoom })
  return (
    <div className={classes.create}>
      <ProblemNote problem={server.kind === 'unreachable' ? server.problem : null} />
      <ProblemNote problem={creating.problem ?? inviting.problem} onDismiss={creating.reset} />
      {hint !== null && (
        <Text size="sm" c="dimmed">
          {t(hint)}
        </Text>
      )}
      <Button
        size="lg"
        fullWidth
        leftSection={<Users aria-hidden size={20} />}
        loading={creating.isPending || inviting.isPending}
        disabled={address === null || itemId === null || !isPasswordFit(draft)}
        onClick={() => void create()}
      >
        {t('create')}
      </Button>
    </div>
  )
}

interface Missing {
  readonly hasServer: boolean
  readonly hasFilm: boolean
  readonly isInRoom: boolean
}

function hintOf({ hasServer, hasFilm, isInRoom }: Missing) {
  if (!hasServer) return 'noServer'
  if (!hasFilm) return 'noFilm'
  return isInRoom ? 'leavesRoom' : null
}
