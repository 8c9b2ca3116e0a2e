import { Crown, Hand, MessageSquareOff, Pause, SlidersVertical } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../../../protocol/member.ts'
import { delayText, driftText } from '../../../room/figures.ts'
import { standingOf, type MemberStanding } from '../../../room/roster.ts'
import { useRoom } from '../useRoom.ts'
import { DriftLine } from './DriftLine.tsx'
import { MemberMenu } from './MemberMenu.tsx'
import classes from './Roster.module.css'

export interface MemberRowProps {
  readonly member: MemberView
  readonly isSelf: boolean
}

/** One member. Rows are drawn four times a second when figures flow, so there is little in them. */
export const MemberRow = memo(function MemberRow({ member, isSelf }: MemberRowProps) {
  const { t, i18n } = useTranslation('room')
  const { name, role, presence, hand, isMuted } = member
  const timeline = useRoom((room) => room.timeline)
  const phase = useRoom((room) => room.phase)
  const standing = standingOf(member, { timeline, phase })
  const Role = role === 'host' ? Crown : role === 'controller' ? SlidersVertical : null
  const roleName = t(`people.role.${role}`)
  const details = [
    presence.player,
    presence.rttMs === null ? null : t('people.rtt', { delay: delayText(presence.rttMs, i18n.language) }),
  ]
  return (
    <li className={classes.row} data-away={member.connection.kind === 'away' || undefined}>
      <div
        className={classes.face}
        aria-hidden
        style={{ background: `hsl(${hueOf(member.personId)} 42% 34%)` }}
      >
        {[...name][0]?.toUpperCase()}
      </div>
      <div className={classes.who}>
        <div className={classes.nameLine}>
          <bdi className={classes.name}>{name}</bdi>
          {isSelf && <span className={classes.you}>{t('people.you')}</span>}
          {Role === null ? null : (
            <Role size={14} aria-label={roleName} role="img" className={classes.role} />
          )}
          {Role === null && <span className="spoken">{roleName}</span>}
          {isMuted && <MessageSquareOff size={14} aria-label={t('people.muted')} role="img" />}
          {hand !== null && (
            <span className={classes.hand}>
              {hand.wants === 'pause' ? <Pause size={13} aria-hidden /> : <Hand size={13} aria-hidden />}
              <span>{t(hand.wants === 'pause' ? 'people.handPause' : 'people.handAttention')}</span>
            </span>
          )}
        </div>
        <div className={`${classes.details} figures`}>
          {details.filter((detail) => detail !== null).join(' · ')}
        </div>
      </div>
      <div className={classes.standing} data-kind={standing.kind} title={titleOf(standing)}>
        <span className={classes.word}>
          <i aria-hidden />
          {t(`people.standing.${standing.kind}`)}
        </span>
        <span className={`${classes.drift} figures`}>{figureOf(standing, i18n.language)}</span>
      </div>
      <DriftLine memberId={member.id} label={t('people.driftLine', { name })} />
      <MemberMenu member={member} />
    </li>
  )
})

const titleOf = (standing: MemberStanding): string | undefined =>
  standing.kind === 'trouble' ? standing.sentence : undefined

const figureOf = (standing: MemberStanding, language: string): string =>
  'driftMs' in standing ? driftText(standing.driftMs, language) : ''

/** A colour of one's own, the same wherever one is seen. */
function hueOf(personId: string): number {
  let hash = 7
  for (const letter of personId) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360
  return hash
}
