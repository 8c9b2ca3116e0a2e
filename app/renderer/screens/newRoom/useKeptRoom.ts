import { useSessionStorage } from '@mantine/hooks'
import { useState } from 'react'
import { emptyDraft, type Draft } from './draft.ts'

/** A room that is being thought up: which film, and the rest. It is there again after a reload, but for its password. */
export interface KeptRoom {
  /** null = none is chosen yet. */
  readonly itemId: string | null
  readonly chooseItem: (itemId: string) => void
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
  /** The room is open: the next one begins anew. */
  readonly forget: () => void
}

const nothing: { readonly itemId: string | null; readonly draft: Draft } = { itemId: null, draft: emptyDraft }

/** `asked`: the film of the address, as it stands there; it comes before the one that was chosen earlier. */
export function useKeptRoom(asked: string | undefined): KeptRoom {
  const [kept, keep] = useSessionStorage({
    key: 'new-room-draft',
    defaultValue: nothing,
    getInitialValueInEffect: false,
  })
  // Passwords are kept nowhere.
  const [password, setPassword] = useState('')
  const [chosen, choose] = useState(asked === undefined ? kept.itemId : decodeURIComponent(asked))
  return {
    itemId: chosen,
    chooseItem: (itemId) => {
      choose(itemId)
      keep({ ...kept, itemId })
    },
    draft: { ...kept.draft, password },
    setDraft: (draft) => {
      setPassword(draft.password)
      keep({ itemId: chosen, draft: { ...draft, password: '' } })
    },
    forget: () => keep(nothing),
  }
}
