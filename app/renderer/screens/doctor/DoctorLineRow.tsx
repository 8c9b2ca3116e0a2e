import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DoctorLine } from '../../../../protocol/bridge/doctor.ts'
import { useSayEnglish } from '../../words/useProblemWords.ts'
import classes from './Doctor.module.css'

const icons = { green: CircleCheck, amber: TriangleAlert, red: CircleX, unknown: CircleHelp } as const

/** What is looked at and has no name of its own; players come with theirs once they were started. */
const headings: ReadonlyMap<string, `of.${'library' | 'sessionServer' | 'mpv' | 'vlc'}`> = new Map([
  ['library', 'of.library'],
  ['session server', 'of.sessionServer'],
  ['mpv', 'of.mpv'],
  ['vlc', 'of.vlc'],
])

/** One thing that was looked at: how it is, what to do about it, what was measured. */
export function DoctorLineRow({ line }: { line: DoctorLine }) {
  const { t } = useTranslation('doctor')
  const say = useSayEnglish()
  const { about, verdict, sentence, fix, figures } = line
  const Icon = icons[verdict]
  const heading = headings.get(about)
  const measured = Object.entries(figures)
  return (
    <li className={classes.line} data-verdict={verdict}>
      <Icon size={22} role="img" aria-label={t(`verdict.${verdict}`)} className={classes.icon} />
      <div className={classes.told}>
        <strong dir="auto">{heading === undefined ? say(about) : t(heading)}</strong>
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
