import { Button } from '@mantine/core'
import { RotateCcw } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppSettings } from '../../../../protocol/bridge/settings.ts'
import { keyNameOf } from '../../keys/keyNames.ts'
import { useKeyText } from '../../keys/useKeyText.ts'
import {
  conflictOf,
  keysOf,
  shortcuts,
  usualKeys,
  withKey,
  type KeyConflict,
  type Shortcut,
} from '../../keys/shortcuts.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'
import classes from './Settings.module.css'
import { useSettings } from './useSettings.ts'

/** What each key does in a room. One that is taken is not given away twice. */
export function KeysSection() {
  const { t } = useTranslation('settings')
  const { settings, change, problem } = useSettings()
  const isUsual = Object.keys(settings.shortcuts).length === 0
  return (
    <Section title={t('keys.title')} hint={t('keys.hint')}>
      <ul className={classes.keys}>
        {shortcuts.map((shortcut) => (
          <KeyRow key={shortcut} shortcut={shortcut} onChange={(shortcuts) => void change({ shortcuts })} />
        ))}
      </ul>
      <ProblemNote problem={problem} />
      <Button
        variant="default"
        disabled={isUsual}
        leftSection={<RotateCcw size={18} aria-hidden />}
        onClick={() => void change({ shortcuts: {} })}
      >
        {t('keys.reset')}
      </Button>
    </Section>
  )
}

interface KeyRowProps {
  readonly shortcut: Shortcut
  readonly onChange: (shortcuts: AppSettings['shortcuts']) => void
}

function KeyRow({ shortcut, onChange }: KeyRowProps) {
  const { t } = useTranslation(['settings', 'room'])
  const { settings } = useSettings()
  const [isListening, setListening] = useState(false)
  const [conflict, setConflict] = useState<KeyConflict | null>(null)
  const keys = keysOf(settings.shortcuts)
  const what = t(`room:keys.of.${shortcut}`)
  const stop = () => {
    setListening(false)
    setConflict(null)
  }
  const press = (event: KeyboardEvent) => {
    if (!isListening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return stop()
    const name = keyNameOf(event)
    if (name === null) return
    const found = conflictOf(keys, shortcut, name)
    setConflict(found)
    if (found !== null) return
    stop()
    onChange(withKey(settings.shortcuts, shortcut, name))
  }
  const keyText = useKeyText()
  return (
    <li className={classes.key}>
      <span>{what}</span>
      {conflict !== null && (
        <small role="alert" className={classes.conflict}>
          {conflict.kind === 'taken'
            ? t('settings:keys.taken', { what: t(`room:keys.of.${conflict.by}`) })
            : t('settings:keys.reserved')}
        </small>
      )}
      {keys[shortcut] !== usualKeys[shortcut] && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('settings:keys.usual', { what })}
          onClick={() => onChange(withKey(settings.shortcuts, shortcut, usualKeys[shortcut]))}
        >
          {keyText(usualKeys[shortcut])}
        </Button>
      )}
      <Button
        size="sm"
        variant={isListening ? 'light' : 'default'}
        className={classes.keyButton ?? ''}
        aria-label={
          isListening ? undefined : `${t('settings:keys.change', { what })}: ${keyText(keys[shortcut])}`
        }
        onClick={() => setListening(true)}
        onKeyDown={press}
        onBlur={stop}
      >
        {isListening ? t('settings:keys.press') : keyText(keys[shortcut])}
      </Button>
    </li>
  )
}
