import { useTranslation } from 'react-i18next'
import { Scroller } from '../../../parts/Scroller.tsx'
import { delayText, driftText } from '../../../room/figures.ts'
import { truthRows } from '../../../room/truthExport.ts'
import { useRoom } from '../useRoom.ts'
import { strokeOf } from './strokes.ts'
import classes from './Truth.module.css'

/** Everybody's figures, side by side. */
export function EverybodyTable() {
  const { t, i18n } = useTranslation('room')
  const members = useRoom((room) => room)
  const delay = (ms: number | null) => delayText(ms, i18n.language)
  return (
    <Scroller className={classes.scroller} role="region" label={t('truth.everybody')}>
      <table className={`${classes.table} figures`}>
        <thead>
          <tr>
            <th scope="col">{t('truth.name')}</th>
            <th scope="col">{t('truth.driftColumn')}</th>
            <th scope="col">{t('truth.within')}</th>
            <th scope="col">{t('truth.lineColumn')}</th>
            <th scope="col">{t('truth.clockColumn')}</th>
            <th scope="col">{t('truth.actuation')}</th>
          </tr>
        </thead>
        <tbody>
          {truthRows(members).map((row, index) => (
            <tr key={members.members[index]?.id}>
              <th scope="row">
                <i aria-hidden className={classes.stroke} style={{ background: strokeOf(index) }} />
                <bdi>{row.name}</bdi>
                <small>{row.player}</small>
                {row.trouble !== null && <small className={classes.trouble}>{row.trouble}</small>}
                {row.buffering && <small className={classes.trouble}>{t('truth.bufferShort')}</small>}
              </th>
              <td>{driftText(row.driftMs, i18n.language)}</td>
              <td>{delay(row.uncertaintyMs)}</td>
              <td>{delay(row.rttMs)}</td>
              <td>{delay(row.clockBoundMs)}</td>
              <td>{delay(row.actuationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
