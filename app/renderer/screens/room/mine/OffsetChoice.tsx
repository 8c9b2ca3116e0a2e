import { Button, Group, Slider } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { largestOffsetMs } from '../../../../../protocol/personal.ts'
import { useDraft } from '../../../parts/useDraft.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Mine.module.css'

const stepMs = 5

/** How far ahead of the room the own player is, for sound or picture that come late. */
export function OffsetChoice() {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const offsetMs = useCompanion((companion) => companion.offsetMs)
  const device = useCompanion(({ personal }) => personal.audioDevice)
  const [shownMs, setShown] = useDraft(offsetMs)
  const set = (ms: number) => void tell({ kind: 'set-offset', offsetMs: clamped(ms) })
  const sign = shownMs > 0 ? '+' : shownMs < 0 ? '−' : ''
  return (
    <div className={classes.offset}>
      <div className={classes.row}>
        <strong>{t('mine.offset')}</strong>
        <span className="figures">
          {sign}
          {Math.abs(Math.round(shownMs))} ms
        </span>
      </div>
      <p className={classes.hint}>
        {t('mine.offsetHint')} {device !== null && t('mine.offsetFor', { device })}
      </p>
      <Slider
        min={-largestOffsetMs}
        max={largestOffsetMs}
        step={stepMs}
        value={shownMs}
        label={null}
        thumbLabel={t('mine.offset')}
        marks={[{ value: 0 }]}
        onChange={setShown}
        onChangeEnd={set}
      />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => set(offsetMs - 10)}>
          −10 ms
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => set(offsetMs + 10)}>
          +10 ms
        </Button>
        <Button size="compact-sm" variant="subtle" disabled={offsetMs === 0} onClick={() => set(0)}>
          {t('mine.offsetNone')}
        </Button>
      </Group>
    </div>
  )
}

const clamped = (ms: number) => Math.min(largestOffsetMs, Math.max(-largestOffsetMs, ms))
