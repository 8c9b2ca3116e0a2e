import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './CopyField.module.css'

/** A text to send to somebody, with a button that copies it. It can be selected, should the browser not allow copying. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation()
  const { copied, copy } = useClipboard({ timeout: 2000 })
  const Icon = copied ? Check : Copy
  return (
    <div className={classes.field}>
      <TextInput
        label={label}
        value={text}
        readOnly
        dir="ltr"
        className={classes.text ?? ''}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={<Icon aria-hidden size={18} />}
        onClick={() => copy(text)}
        aria-live="polite"
      >
        {copied ? t('copied') : t('copy')}
      </Button>
    </div>
  )
}
