import { useTranslation } from 'react-i18next'
import { useLayoutEffect, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { ArrowDown } from 'lucide-react'
import type { ChatLine } from '../../../../../protocol/chat.ts'
import { Scroller } from '../../../parts/Scroller.tsx'
import { useAgo } from '../useAgo.ts'
import { useAppTime } from '../useTicking.ts'
import { useCompanion } from '../useRoom.ts'
import { ChatEntry } from './ChatEntry.tsx'
import classes from './Side.module.css'

/** Within this many px of its end a list is read at its end, and follows it. */
const nearEndPx = 60

/** What was said, and the line in which one says something. */
export function Chat() {
  const { t } = useTranslation('room')
  const lines = useCompanion(({ chat }) => chat)
  const ownId = useCompanion(({ memberId }) => memberId)
  const list = useRef<HTMLDivElement>(null)
  const [unread, setUnread] = useState(0)
  const seen = useRef(lines.at(-1)?.number ?? 0)
  const isAtEnd = useRef(true)
  const toEnd = () => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
    setUnread(0)
  }
  useLayoutEffect(() => {
    const fresh = lines.filter(({ number }) => number > seen.current)
    seen.current = lines.at(-1)?.number ?? seen.current
    const isOwn = fresh.at(-1)?.memberId === ownId
    if (isAtEnd.current || isOwn) toEnd()
    else setUnread((before) => before + fresh.length)
  }, [lines, ownId])
  const scrolled = () => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {}
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx
    if (isAtEnd.current) setUnread(0)
  }
  return (
    <div className={classes.chat}>
      <Scroller
        place={list}
        label={t('chat.lines')}
        className={classes.scroll}
        onScroll={scrolled}
        role="log"
      >
        {lines.length === 0 && <p className={classes.nothing}>{t('chat.empty')}</p>}
        {lines.map((line, index) => (
          <Line
            key={line.number}
            line={line}
            isFirst={isFirstOf(lines, index)}
            isOwn={line.memberId === ownId}
          />
        ))}
      </Scroller>
      {unread > 0 && (
        <Button
          className={classes.unread ?? ''}
          size="compact-sm"
          leftSection={<ArrowDown size={14} aria-hidden />}
          onClick={toEnd}
        >
          {t('chat.new', { count: unread })}
        </Button>
      )}
      <ChatEntry />
    </div>
  )
}

/** Lines of one person in quick succession stand under one name. */
function isFirstOf(lines: readonly ChatLine[], index: number): boolean {
  const [before, line] = [lines[index - 1], lines[index]]
  if (before === undefined || line === undefined) return true
  return before.memberId !== line.memberId || line.atMs - before.atMs > 120_000
}

function Line({ line, isFirst, isOwn }: { line: ChatLine; isFirst: boolean; isOwn: boolean }) {
  return (
    <div className={classes.said} data-own={isOwn || undefined}>
      {isFirst && (
        <div className={classes.sayer}>
          <bdi>{line.name}</bdi>
          <Ago atMs={line.atMs} />
        </div>
      )}
      <p dir="auto">{line.text}</p>
    </div>
  )
}

/** How long ago that was; looked at anew twice a minute. */
export function Ago({ atMs }: { atMs: number }) {
  const offsetMs = useCompanion(({ clock }) =>
    clock === null ? undefined : Math.round(clock.offsetMs / 1000) * 1000,
  )
  const appMs = useAppTime(30_000)
  const nowMs = offsetMs === undefined || appMs === null ? null : appMs + offsetMs
  const ago = useAgo()
  return <time className="figures">{nowMs === null ? '' : ago(nowMs - atMs)}</time>
}
