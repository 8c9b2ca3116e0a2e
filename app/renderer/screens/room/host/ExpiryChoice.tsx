import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../client/useCommand.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { ownPermission } from '../../../room/may.ts'
import { useCompanion, useRoom } from '../useRoom.ts'
import { useAppTime } from '../useTicking.ts'

const usual = [3_600_000, 10_800_000, 28_800_000, 86_400_000] as const
const never = 'never'
const set = 'set'

/** When the room ends by itself. */
export function ExpiryChoice() {
  const { t, i18n } = useTranslation('room')
  const { tell, problem } = useCommand()
  const expiresAtMs = useRoom((room) => room.expiresAtMs)
  const offsetMs = useCompanion(({ clock }) => clock?.offsetMs ?? null)
  const mayRule = useCompanion((companion) => ownPermission(companion, 'set-expiry') === 'yes')
  const appMs = useAppTime(30_000)
  const leftMs =
    expiresAtMs === null || offsetMs === null || appMs === null ? null : expiresAtMs - appMs - offsetMs
  const left = leftMs === null ? '' : leftText(leftMs, i18n.language)
  const data = [
    { value: never, label: t('host.expiryNone') },
    ...(expiresAtMs === null ? [] : [{ value: set, label: t('host.expiryIn', { time: left }) }]),
    ...usual.map((ms) => ({ value: String(ms), label: t(`host.expiryOf.${ms}`) })),
  ]
  const choose = (value: string | null) => {
    if (value === null || value === set) return
    void tell({
      kind: 'govern',
      deed: { kind: 'set-expiry', expiresInMs: value === never ? null : Number(value) },
    })
  }
  return (
    <>
      <Select
        label={t('host.expiry')}
        data={data}
        value={expiresAtMs === null ? never : set}
        disabled={!mayRule}
        onChange={choose}
      />
      <ProblemNote problem={problem} />
    </>
  )
}

/** Hours and minutes, as the language writes them. */
function leftText(leftMs: number, language: string): string {
  const minutes = Math.max(1, Math.round(leftMs / 60_000))
  const unit = (value: number, name: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  if (minutes < 60) return unit(minutes, 'minute')
  return `${unit(Math.floor(minutes / 60), 'hour')} ${unit(minutes % 60, 'minute')}`
}
