import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Scroller } from '../../../parts/Scroller.tsx'
import { Roster } from '../people/Roster.tsx'
import { useCompanion, useRoom } from '../useRoom.ts'
import { Chat } from './Chat.tsx'
import { EventLog } from './EventLog.tsx'
import { Queue } from './Queue.tsx'
import classes from './Side.module.css'

export type SideTab = 'people' | 'chat' | 'queue' | 'log'

export interface SidePanelProps {
  readonly tabs: readonly SideTab[]
  readonly tab: SideTab
  readonly onTab: (tab: SideTab) => void
}

/** What there is around the film, one thing at a time. */
export function SidePanel({ tabs, tab, onTab }: SidePanelProps) {
  const { t } = useTranslation('room')
  const id = useId()
  const { badges, leaveChat } = useBadges(tab)
  const go = (next: SideTab) => {
    if (tab === 'chat') leaveChat()
    onTab(next)
  }
  const key = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length] ?? tab
    go(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  return (
    <section className={classes.side} aria-label={t('side.panel')}>
      <div role="tablist" className={classes.tabs} aria-label={t('side.panel')}>
        {tabs.map((each) => (
          <button
            key={each}
            id={`${id}-${each}`}
            type="button"
            role="tab"
            className={classes.tab}
            aria-selected={each === tab}
            aria-controls={`${id}-panel`}
            tabIndex={each === tab ? 0 : -1}
            onKeyDown={key}
            onClick={() => go(each)}
          >
            {t(`side.${each}`)}
            {badges[each] > 0 && <span className={classes.badge}>{badges[each]}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`} className={classes.panel}>
        {panels[tab](t(`side.${tab}`))}
      </div>
    </section>
  )
}

const panels: Readonly<Record<SideTab, (label: string) => ReactNode>> = {
  people: (label) => (
    <Scroller tag="div" label={label} role="region" className={classes.people}>
      <Roster />
    </Scroller>
  ),
  chat: () => <Chat />,
  queue: () => <Queue />,
  log: () => <EventLog />,
}

interface Badges {
  readonly badges: Readonly<Record<SideTab, number>>
  /** What is in the chat by now has been read. */
  readonly leaveChat: () => void
}

/** What is new where one does not look: lines of the chat; how many come next, and how many raise a hand. */
function useBadges(tab: SideTab): Badges {
  const latest = useCompanion(({ chat }) => chat.at(-1)?.number ?? 0)
  const queued = useRoom(({ queue }) => queue.length)
  const hands = useRoom(({ members }) => members.filter(({ hand }) => hand !== null).length)
  const [read, setRead] = useState(latest)
  const unread = tab === 'chat' ? 0 : Math.max(0, latest - read)
  return {
    badges: { people: hands, chat: unread, queue: queued, log: 0 },
    leaveChat: () => setRead(latest),
  }
}
