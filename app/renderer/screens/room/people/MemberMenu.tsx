import { Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { remoteMayCommand } from '../../../../../protocol/bridge/remoteRights.ts'
import type { CompanionCommand } from '../../../../../protocol/companionCommand.ts'
import { useIsRemote } from '../../../client/AppContext.tsx'
import { inContent } from '../../../parts/inContent.ts'
import { Sure } from '../../../parts/Sure.tsx'
import { deedsAbout, ownMember, type MemberDeed } from '../../../room/may.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'
import classes from './Roster.module.css'
import { useShallow } from '../useShallow.ts'

/** What is done at once is undone as easily; these are not. */
type GraveDeed = Extract<MemberDeed['kind'], 'transfer-host' | 'kick' | 'ban'>
const isGrave = (kind: MemberDeed['kind']): kind is GraveDeed =>
  kind === 'transfer-host' || kind === 'kick' || kind === 'ban'

/** What one may do about somebody else; no button where there is nothing. */
export function MemberMenu({ memberId, name }: { memberId: string; name: string }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const [sureOf, setSureOf] = useState<GraveDeed | null>(null)
  const isRemote = useIsRemote()
  const all = useCompanion(useShallow((companion) => namesOf(companion, memberId)))
  const deeds = isRemote ? all.filter((deed) => remoteMay(deed, memberId)) : all
  const label = t('people.menu', { name })
  if (deeds.length === 0) return <span className={classes.noMenu} />
  const choose = (deed: DeedName) => {
    const { kind } = deedsByName[deed]
    if (isGrave(kind)) setSureOf(kind)
    else void tell(commandOf(deedsByName[deed], memberId))
  }
  return (
    <>
      <Menu position="bottom-end" shadow="lg" portalProps={inContent} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={classes.more} aria-label={label}>
            <EllipsisVertical size={18} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {deeds.map((deed) => (
            <Menu.Item
              key={deed}
              className={isGrave(deedsByName[deed].kind) ? (classes.grave ?? '') : ''}
              onClick={() => choose(deed)}
            >
              {t(`people.deed.${deed}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {sureOf !== null && (
        <Sure
          title={t(`people.deed.${sureOf}`)}
          sentence={t(`people.sure.${sureOf}`, { name })}
          yes={t(`people.deed.${sureOf}`)}
          onYes={() => tell(commandOf({ kind: sureOf }, memberId))}
          onClose={() => setSureOf(null)}
        />
      )}
    </>
  )
}

/** A deed with what it comes to, as one word: rows compare lists of these. */
type DeedName =
  Exclude<MemberDeed['kind'], 'mute' | 'set-role'> | 'mute' | 'unmute' | 'makeController' | 'makeViewer'

function namesOf(companion: Parameters<typeof ownMember>[0], memberId: string): DeedName[] {
  const self = ownMember(companion)
  const member = companion.room?.members.find(({ id }) => id === memberId)
  if (companion.room === null || self === null || member === undefined) return []
  return deedsAbout(companion.room, self, member).map(nameOf)
}

function nameOf(deed: MemberDeed): DeedName {
  if (deed.kind === 'mute') return deed.muted ? 'mute' : 'unmute'
  if (deed.kind === 'set-role') return deed.role === 'controller' ? 'makeController' : 'makeViewer'
  return deed.kind
}

const deedsByName: Readonly<Record<DeedName, MemberDeed>> = {
  grant: { kind: 'grant' },
  'lower-hand': { kind: 'lower-hand' },
  'transfer-host': { kind: 'transfer-host' },
  kick: { kind: 'kick' },
  ban: { kind: 'ban' },
  mute: { kind: 'mute', muted: true },
  unmute: { kind: 'mute', muted: false },
  makeController: { kind: 'set-role', role: 'controller' },
  makeViewer: { kind: 'set-role', role: 'viewer' },
}

const remoteMay = (deed: DeedName, memberId: string): boolean =>
  remoteMayCommand({ kind: 'companion', command: commandOf(deedsByName[deed], memberId) })

function commandOf(deed: MemberDeed, memberId: string): CompanionCommand {
  switch (deed.kind) {
    case 'lower-hand':
      return { kind: 'lower-hand', memberId }
    case 'mute':
      return { kind: 'govern', deed: { kind: 'mute', memberId, muted: deed.muted } }
    case 'set-role':
      return { kind: 'govern', deed: { kind: 'set-role', memberId, role: deed.role } }
    case 'grant':
    case 'transfer-host':
    case 'kick':
    case 'ban':
      return { kind: 'govern', deed: { kind: deed.kind, memberId } }
  }
}
