import { Select, Slider } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../../client/useCommand.ts'
import { useDraft } from '../../../parts/useDraft.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { useRoom } from '../useRoom.ts'
import classes from './Host.module.css'
import { changeOf, PolicySelect, PolicySwitch, useMayRule } from './PolicySelect.tsx'

/** Who moves the film, who changes the queue, and what the room waits for. */
export function PolicyForm() {
  const { t } = useTranslation('room')
  const control = useRoom(({ policy }) => policy.control)
  return (
    <>
      <section className={classes.section}>
        <h3>{t('host.control')}</h3>
        <PolicySelect field="control" label={t('host.controlBy')} />
        {control === 'controllers' && (
          <PolicySwitch field="viewersMayPause" label={t('host.viewersMayPause')} />
        )}
        {control === 'controllers' && (
          <PolicySwitch field="viewersMaySeek" label={t('host.viewersMaySeek')} />
        )}
        {control === 'vote' && <Quorum />}
        <PolicySelect field="queueEditors" label={t('host.queueEditors')} />
      </section>
      <section className={classes.section}>
        <h3>{t('host.waits')}</h3>
        <PolicySelect field="waitFor" label={t('host.waitFor')} />
        <PolicySwitch field="pauseOnStall" label={t('host.pauseOnStall')} />
        <CountdownChoice />
      </section>
    </>
  )
}

function Quorum() {
  const { t } = useTranslation('room')
  const { tell } = useCommand()
  const percent = useRoom(({ policy }) => Math.round(policy.quorum * 100))
  const mayRule = useMayRule()
  const [shown, setShown] = useDraft(percent)
  return (
    <div>
      <div className={classes.between}>
        <span>{t('host.quorum')}</span>
        <span className="figures">{shown} %</span>
      </div>
      <Slider
        min={0}
        max={100}
        step={5}
        value={shown}
        label={null}
        thumbLabel={t('host.quorum')}
        disabled={!mayRule}
        onChange={setShown}
        onChangeEnd={(value) => void tell(changeOf({ quorum: value / 100 }))}
      />
    </div>
  )
}

const usualCountdowns = [0, 3000, 5000, 10_000] as const

function CountdownChoice() {
  const { t } = useTranslation('room')
  const { tell, problem } = useCommand()
  const countdownMs = useRoom(({ policy }) => policy.startCountdownMs)
  const mayRule = useMayRule()
  const usual = usualCountdowns.map((ms) => ({ value: String(ms), label: t(`host.countdownOf.${ms}`) }))
  const own = { value: String(countdownMs), label: t('host.countdownSeconds', { count: countdownMs / 1000 }) }
  return (
    <>
      <Select
        label={t('host.countdown')}
        data={usual.some(({ value }) => value === own.value) ? usual : [...usual, own]}
        value={own.value}
        disabled={!mayRule}
        onChange={(value) => value !== null && void tell(changeOf({ startCountdownMs: Number(value) }))}
      />
      <ProblemNote problem={problem} />
    </>
  )
}
