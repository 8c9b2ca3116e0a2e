import { useState } from 'react'

/**
 * What somebody is changing, until it is saved: a draft over what is saved now. When that becomes another value, here or
 * elsewhere, the draft gives way to it.
 */
export function useDraft<Value>(saved: Value): readonly [Value, (next: Value) => void] {
  const [edit, setEdit] = useState<{ readonly over: Value; readonly draft: Value } | null>(null)
  const draft = edit !== null && edit.over === saved ? edit.draft : saved
  return [draft, (next) => setEdit({ over: saved, draft: next })]
}
