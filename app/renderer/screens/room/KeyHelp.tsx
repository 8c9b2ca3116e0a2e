import { Button, Kbd, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useApp, useIsRemote } from '../../client/AppContext.tsx'
import { useKeyText } from '../../keys/useKeyText.ts'
import { keysOf, shortcuts } from '../../keys/shortcuts.ts'
import classes from './KeyHelp.module.css'
import { useOpened } from './Opened.tsx'

/** What the keys do in a room. */
export function KeyHelp() {
  const { t } = useTranslation(['room', 'common'])
  const { opened, close } = useOpened()
  const set = useApp(({ settings }) => settings.shortcuts)
  const keys = keysOf(set)
  const isRemote = useIsRemote()
  const keyText = useKeyText()
  return (
    <Modal
      opened={opened === 'keys'}
      onClose={close}
      title={t('room:keys.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <dl className={classes.list}>
        {shortcuts.map((shortcut) => (
          <div key={shortcut} className={classes.row}>
            <dt>{t(`room:keys.of.${shortcut}`)}</dt>
            <dd>
              <Kbd>{keyText(keys[shortcut])}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      {!isRemote && (
        <Button component={Link} href="/settings" variant="subtle" size="sm" onClick={close}>
          {t('room:keys.change')}
        </Button>
      )}
    </Modal>
  )
}
