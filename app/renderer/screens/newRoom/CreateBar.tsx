import { Button, Text } from '@mantine/core'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../../protocol/bridge/query.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { creationOf, guestsOf, isPasswordFit, type Draft, type Guest } from './draft.ts'
import classes from './newRoom.module.css'

export interface CreateBarProps {
  readonly draft: Draft
  /** null = no film is chosen yet. */
  readonly itemId: string | null
  readonly people: readonly Person[]
  /** The room is open; these people are to be asked to come. */
  readonly onOpen: (guests: readonly Guest[]) => void
}

/** Opens the room; or what is still missing for that. */
export function CreateBar({ draft, itemId, people, onOpen }: CreateBarProps) {
  const { t } = useTranslation('newRoom')
  const server = useApp(({ sessionServer }) => sessionServer)
  const isInRoom = useApp(({ companion }) => companion.room !== null)
  const creating = useCommand()
  const address = server.kind === 'running' ? server.address : null
  const create = async () => {
    if (address === null || itemId === null) return
    if (await creating.tell(creationOf(draft, address, itemId))) onOpen(guestsOf(draft, people))
  }
  const hint = hintOf({ hasServer: address !== null, hasFilm: itemId !== null, isInRoom })
  return (
    <div className={classes.create}>
      <ProblemNote problem={server.kind === 'unreachable' ? server.problem : null} />
      <ProblemNote problem={creating.problem} onDismiss={creating.reset} />
      {hint !== null && (
        <Text size="sm" c="dimmed">
          {t(hint)}
        </Text>
      )}
      <Button
        size="lg"
        fullWidth
        leftSection={<Users aria-hidden size={20} />}
        loading={creating.isPending}
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
