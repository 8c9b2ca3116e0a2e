import { useTranslation } from 'react-i18next'
import classes from './Navigation.module.css'

/** Two players, one after the other no more. */
export function Brand() {
  const { t } = useTranslation()
  return (
    <div className={classes.brand}>
      <svg aria-hidden viewBox="0 0 24 24" width={26} height={26} className={classes.mark}>
        <path d="M4 4.5v15l11-7.5z" opacity={0.45} />
        <path d="M10 4.5v15l11-7.5z" />
      </svg>
      <span className={classes.label}>{t('productName')}</span>
    </div>
  )
}
