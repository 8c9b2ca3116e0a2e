import { Button, Group, Text } from '@mantine/core'
import { AudioLines, Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useEffect } from 'react'
import type { CalibrationView } from '../../../../protocol/bridge/appState.ts'
import { useApp, useAppLink } from '../../client/AppContext.tsx'
import { useCommand, type Asking } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'

const littleMs = 5
const muchMs = 50

/** Finds out by eye and ear how late the sound of a device is. */
export function CalibrationSection() {
  const { t } = useTranslation('settings')
  const calibration = useApp((app) => app.calibration)
  const asking = useCommand()
  useEndWithScreen()
  return (
    <Section title={t('calibration.title')} hint={t('calibration.hint')}>
      {calibration.kind === 'running' ? (
        <Running calibration={calibration} asking={asking} />
      ) : (
        <Button
          variant="default"
          loading={calibration.kind === 'starting'}
          leftSection={<AudioLines size={18} aria-hidden />}
          onClick={() => void asking.run({ kind: 'begin-calibration' })}
        >
          {t('calibration.begin')}
        </Button>
      )}
      {calibration.kind === 'starting' && (
        <Text size="sm" c="dimmed" role="status">
          {t('calibration.starting')}
        </Text>
      )}
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
    </Section>
  )
}

/** A clip that nobody listens to any more, and that no other screen could stop, ends unkept. */
function useEndWithScreen(): void {
  const link = useAppLink()
  useEffect(
    () => () => {
      const isOver = link.mirror.getState().app?.calibration.kind === 'idle'
      if (!isOver) void link.command({ kind: 'end-calibration', keep: false })
    },
    [link],
  )
}

interface RunningProps {
  readonly calibration: Extract<CalibrationView, { kind: 'running' }>
  readonly asking: Asking
}

function Running({ calibration: { soundLateMs, device }, asking }: RunningProps) {
  const { t } = useTranslation('settings')
  const shift = (byMs: number | null) => void asking.run({ kind: 'shift-sound', byMs })
  const end = (keep: boolean) => void asking.run({ kind: 'end-calibration', keep })
  return (
    <>
      <Text size="sm">{t('calibration.how')}</Text>
      <Text fw={600} role="status">
        {useSoundWords(soundLateMs)}
      </Text>
      <Shift label={t('calibration.tooLate')} sign={1} onShift={shift} />
      <Shift label={t('calibration.tooEarly')} sign={-1} onShift={shift} />
      <Text size="sm" c="dimmed" dir="auto">
        {device === null ? t('calibration.anyDevice') : t('calibration.device', { device })}
      </Text>
      <Group gap="xs">
        <Button leftSection={<Check size={18} aria-hidden />} onClick={() => end(true)}>
          {t('calibration.keep')}
        </Button>
        <Button variant="default" onClick={() => shift(null)}>
          {t('calibration.anew')}
        </Button>
        <Button variant="default" onClick={() => end(false)}>
          {t('calibration.leave')}
        </Button>
      </Group>
    </>
  )
}

interface ShiftProps {
  readonly label: string
  /** 1 = the click comes too late, -1 = too early. */
  readonly sign: 1 | -1
  readonly onShift: (byMs: number) => void
}

function Shift({ label, sign, onShift }: ShiftProps) {
  const { t } = useTranslation('settings')
  return (
    <div role="group" aria-label={label}>
      <Text size="sm" mb={4}>
        {label}
      </Text>
      <Group gap="xs">
        <Button size="sm" variant="light" onClick={() => onShift(sign * littleMs)}>
          {t('calibration.byLittle', { ms: littleMs })}
        </Button>
        <Button size="sm" variant="light" onClick={() => onShift(sign * muchMs)}>
          {t('calibration.byMuch', { ms: muchMs })}
        </Button>
      </Group>
    </div>
  )
}

function useSoundWords(soundLateMs: number): string {
  const { t } = useTranslation('settings')
  if (soundLateMs === 0) return t('calibration.together')
  const ms = Math.abs(soundLateMs)
  return t(soundLateMs > 0 ? 'calibration.earlier' : 'calibration.later', { ms })
}
