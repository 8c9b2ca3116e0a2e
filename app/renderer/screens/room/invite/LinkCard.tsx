import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Check, Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { renderSVG } from 'uqr'
import classes from './Invite.module.css'

export interface LinkCardProps {
  readonly link: string
  readonly label: string
  readonly hint?: string
}

/** A link to copy, and its code for a camera. */
export function LinkCard({ link, label, hint }: LinkCardProps) {
  const { t } = useTranslation(['room', 'common'])
  const { copied, copy } = useClipboard({ timeout: 2500 })
  const code = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 2 }))}`,
    [link],
  )
  return (
    <div className={classes.card}>
      <img className={classes.code} src={code} alt={t('room:invite.qr')} width={136} height={136} />
      <div className={classes.link}>
        <TextInput
          label={label}
          {...(hint === undefined ? {} : { description: hint })}
          readOnly
          value={link}
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          leftSection={copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
          onClick={() => copy(link)}
        >
          <span aria-live="polite">{t(copied ? 'common:copied' : 'common:copy')}</span>
        </Button>
      </div>
    </div>
  )
}
