import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { policySchema, type RoomPolicy } from '../../../../../protocol/policy.ts'
import { useCommand } from '../../../client/useCommand.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useCompanion, useRoom } from '../useRoom.ts'

/** The rules that are one of a few words. */
const words = {
  control: policySchema.shape.control.options,
  visibility: policySchema.shape.visibility.options,
  newcomers: policySchema.shape.newcomers.options,
  queueEditors: policySchema.shape.queueEditors.options,
  waitFor: policySchema.shape.waitFor.options,
} as const

export type WordField = keyof typeof words

/** One rule of the room; changed as soon as it is chosen. */
export function PolicySelect({ field, label }: { field: WordField; label: string }) {
  const { t } = useTranslation('room')
  const { tell, problem } = useCommand()
  const value = useRoom(({ policy }) => policy[field])
  const mayRule = useMayRule()
  const data = words[field].map((word) => ({
    value: word,
    label: t(`host.${field}Of.${word}` as 'host.name'),
  }))
  const choose = (word: string | null) => {
    if (word !== null) void tell(changeOf({ [field]: word }))
  }
  return (
    <>
      <Select label={label} data={data} value={value} disabled={!mayRule} onChange={choose} />
      <ProblemNote problem={problem} />
    </>
  )
}

/** The rules that are a yes or a no. */
export type YesNoField = {
  [Key in keyof RoomPolicy]: RoomPolicy[Key] extends boolean ? Key : never
}[keyof RoomPolicy]

export function PolicySwitch({ field, label }: { field: YesNoField; label: string }) {
  const { tell, problem } = useCommand()
  const value = useRoom(({ policy }) => policy[field])
  const mayRule = useMayRule()
  return (
    <>
      <Switch
        label={label}
        checked={value}
        disabled={!mayRule}
        onChange={(event) => void tell(changeOf({ [field]: event.currentTarget.checked }))}
      />
      <ProblemNote problem={problem} />
    </>
  )
}

export const useMayRule = (): boolean =>
  useCompanion((companion) => ownPermission(companion, 'change-policy') === 'yes')

export const changeOf = (policy: Partial<RoomPolicy>) =>
  ({ kind: 'govern', deed: { kind: 'change-policy', policy } }) as const
