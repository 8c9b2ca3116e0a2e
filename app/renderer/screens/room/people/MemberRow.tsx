import { Crown, Hand, MessageSquareOff, Pause, SlidersVertical } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../../../protocol/member.ts'
import { delayText, driftText } from '../../../room/figures.ts'
import { standingOf } from '../../../room/roster.ts'
import { useSayEnglish } from '../../../words/useProblemWords.ts'
import { useShallow } from '../useShallow.ts'
import { DriftLine } from './DriftLine.tsx'
import { MemberMenu } from './MemberMenu.tsx'
import classes from './Roster.module.css'
import { useCalmMember, useMember } from './useMember.ts'

export interface MemberRowProps {
  readonly memberId: string
  readonly isSelf: boolean
}

/** One member. Figures flow four times a second: each stands in a part of its own, which alone is drawn anew. */
export const MemberRow = memo(function MemberRow({ memberId, isSelf }: MemberRowProps) {
  const { t } = useTranslation('room')
  const person = useMember(memberId, useShallow(personOf))
  if (person === null) return null
  const { name, personId, isAway } = person
  return (
    <li className={classes.row} data-away={isAway || undefined}>
      <div className={classes.face} aria-hidden style={{ background: `hsl(${hueOf(personId)} 42% 34%)` }}>
        {[...name][0]?.toUpperCase()}
      </div>
      <div className={classes.who}>
        <NameLine person={person} isSelf={isSelf} />
        <Details memberId={memberId} />
        <Trouble memberId={memberId} />
      </div>
      <Standing memberId={memberId} />
      <DriftLine memberId={memberId} label={t('people.driftLine', { name })} />
      <MemberMenu memberId={memberId} name={name} />
    </li>
  )
})

/** What of a member changes only when somebody does something. */
interface Person extends Pick<MemberView, 'name' | 'personId' | 'role' | 'isMuted'> {
  readonly wants: NonNullable<MemberView['hand']>['wants'] | null
  readonly isAway: boolean
}

const personOf = ({ name, personId, role, isMuted, hand, connection }: MemberView): Person => ({
  ...{ name, personId, role, isMuted },
  wants: hand?.wants ?? null,
  isAway: connection.kind === 'away',
})

function NameLine({ person: { name, role, isMuted, wants }, isSelf }: { person: Person; isSelf: boolean }) {
  const { t } = useTranslation('room')
  const Role = role === 'host' ? Crown : role === 'controller' ? SlidersVertical : null
  const roleName = t(`people.role.${role}`)
  return (
    <div className={classes.nameLine}>
      <bdi className={classes.name}>{name}</bdi>
      {isSelf && <span className={classes.you}>{t('people.you')}</span>}
      {Role === null ? null : <Role size={14} aria-label={roleName} role="img" className={classes.role} />}
      {Role === null && <span className="spoken">{roleName}</span>}
      {isMuted && <MessageSquareOff size={14} aria-label={t('people.muted')} role="img" />}
      {wants !== null && (
        <span className={classes.hand}>
          {wants === 'pause' ? <Pause size={13} aria-hidden /> : <Hand size={13} aria-hidden />}
          <span>{t(wants === 'pause' ? 'people.handPause' : 'people.handAttention')}</span>
        </span>
      )}
    </div>
  )
}

/** The player and the way to it. */
function Details({ memberId }: { memberId: string }) {
  const { t, i18n } = useTranslation('room')
  const player = useMember(memberId, ({ presence }) => presence.player)
  const delay = useMember(memberId, ({ presence: { rttMs } }) =>
    rttMs === null ? null : delayText(rttMs, i18n.language),
  )
  const details = [player, delay === null ? null : t('people.rtt', { delay })]
  return (
    <div className={`${classes.details} figures`}>
      {details.filter((detail) => detail !== null).join(' · ')}
    </div>
  )
}

/** Why the member cannot follow, as their app tells it. */
function Trouble({ memberId }: { memberId: string }) {
  const say = useSayEnglish()
  const trouble = useMember(memberId, (member, room) => {
    const standing = standingOf(member, room)
    return standing.kind === 'trouble' ? standing.sentence : null
  })
  if (trouble === null) return null
  return (
    <div className={classes.trouble} dir="auto">
      {say(trouble)}
    </div>
  )
}

/** How the member does, in a word; and the figure below it. */
function Standing({ memberId }: { memberId: string }) {
  const { t } = useTranslation('room')
  const kind = useMember(memberId, (member, room) => standingOf(member, room).kind)
  if (kind === null) return null
  return (
    <div className={classes.standing} data-kind={kind}>
      <span className={classes.word}>
        <i aria-hidden />
        {t(`people.standing.${kind}`)}
      </span>
      {/* Another one for each standing, so that its figure comes with it. */}
      <Drift key={kind} memberId={memberId} />
    </div>
  )
}

function Drift({ memberId }: { memberId: string }) {
  const { i18n } = useTranslation('room')
  const drift = useCalmMember(memberId, (member, room) => {
    const standing = standingOf(member, room)
    return 'driftMs' in standing ? driftText(standing.driftMs, i18n.language) : ''
  })
  return <span className={`${classes.drift} figures`}>{drift}</span>
}

/** A colour of one's own, the same wherever one is seen. */
function hueOf(personId: string): number {
  let hash = 7
  for (const letter of personId) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360
  return hash
}
