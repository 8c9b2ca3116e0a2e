import { Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { bitrateText } from '../../../room/figures.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'

const original = 'original'
/** bits/s: what lines at home and away can carry, from a good one to a bad one. */
const offered = [40_000_000, 20_000_000, 12_000_000, 8_000_000, 4_000_000, 2_000_000, 1_000_000]

/** How the film is to come from the library, for this viewer. */
export function QualityChoice() {
  const { t, i18n } = useTranslation('room')
  const { tell } = useRoomActions()
  const quality = useCompanion(({ personal }) => personal.quality)
  const { maxBitrate, transcode } = quality
  const rates = maxBitrate === null || offered.includes(maxBitrate) ? offered : [maxBitrate, ...offered]
  const data = [
    { value: original, label: t('mine.original') },
    ...rates.map((rate) => ({
      value: String(rate),
      label: t('mine.upTo', { bitrate: bitrateText(rate, i18n.language) }),
    })),
  ]
  const choose = (value: string | null) =>
    void tell({
      kind: 'set-quality',
      ...quality,
      maxBitrate: value === null || value === original ? null : Number(value),
    })
  return (
    <>
      <Select
        label={t('mine.quality')}
        size="sm"
        data={data}
        value={maxBitrate === null ? original : String(maxBitrate)}
        comboboxProps={{ withinPortal: false }}
        onChange={choose}
      />
      <Switch
        label={t('mine.convert')}
        description={t('mine.convertHint')}
        checked={transcode}
        onChange={(event) =>
          void tell({ kind: 'set-quality', ...quality, transcode: event.currentTarget.checked })
        }
      />
    </>
  )
}
