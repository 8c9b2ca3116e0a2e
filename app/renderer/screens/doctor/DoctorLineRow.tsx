import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DoctorLine } from '../../../../protocol/bridge/doctor.ts'
import { useSayEnglish } from '../../words/useProblemWords.ts'
import classes from './Doctor.module.css'

const icons = { green: CircleCheck, amber: TriangleAlert, red: CircleX, unknown: CircleHelp } as const

/** One thing that was looked at: how it is, what to do about it, what was measured. */
export function DoctorLineRow({ line }: { line: DoctorLine }) {
  const { t } = useTranslation('doctor')
  const say = useSayEnglish()
  const { about, verdict, sentence, fix, figures } = line
  const Icon = icons[verdict]
  const measured = Object.entries(figures)
  return (
    <li className={classes.line} data-verdict={verdict}>
      <Icon size={22} role="img" aria-label={t(`verdict.${verdict}`)} className={classes.icon} />
      <div className={classes.told}>
        <strong dir="auto">{say(about)}</strong>
        <span dir="auto">{say(sentence)}</span>
        {fix !== null && (
          <span className={classes.fix} dir="auto">
            {say(fix)}
          </span>
        )}
        {measured.length > 0 && (
          <details className={classes.figures}>
            <summary>{t('figures')}</summary>
            <dl className="figures">
              {measured.map(([name, figure]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{figure ?? '–'}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </li>
  )
}
