import { Tabs, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AppQuery, ItemCard, ItemDetails } from '../../../../protocol/bridge/query.ts'
import { useAnswer } from '../../client/useAnswer.ts'
import { pathOf, progressOf } from '../../parts/ItemTile.tsx'
import { Picture } from '../../parts/Picture.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { WaitingGrid } from '../../parts/Waiting.tsx'
import { useFormat } from '../../words/useFormat.ts'
import classes from './item.module.css'

/** As they were made: seasons and episodes have an order of their own, which the library keeps. */
const allOf = (parentId: string): Extract<AppQuery, { kind: 'children' }> => ({
  kind: 'children',
  parentId,
  sort: 'released',
  descending: false,
  filter: { kinds: [], unwatched: false, genres: [] },
  start: 0,
  limit: 500,
})

/** The seasons of a series with the episodes of the one chosen, or the episodes of a season. */
export function Episodes({ item }: { item: ItemDetails }) {
  return item.card.kind === 'season' ? (
    <Season seasonId={item.card.id} />
  ) : (
    <Seasons seriesId={item.card.id} />
  )
}

function Seasons({ seriesId }: { seriesId: string }) {
  const { t } = useTranslation('item')
  const { value, problem, again } = useAnswer(allOf(seriesId))
  const [chosen, choose] = useState<string | null>(null)
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  if (value === undefined) return <WaitingGrid />
  const seasons = value.items.filter(({ kind }) => kind === 'season')
  if (seasons.length === 0) return <EpisodeList episodes={value.items} />
  const current = chosen ?? (seasons.find(isOpen) ?? seasons[0])?.id ?? ''
  return (
    <Tabs value={current} onChange={choose} mb="xl" keepMounted={false}>
      <Tabs.List mb="lg" aria-label={t('seasons')} className={classes.seasons ?? ''}>
        {seasons.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            <span dir="auto">{title}</span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {seasons.map(({ id }) => (
        <Tabs.Panel key={id} value={id}>
          <Season seasonId={id} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** There is something in it that was not seen. */
const isOpen = ({ unwatched, played }: ItemCard): boolean => !played && (unwatched ?? 0) > 0

function Season({ seasonId }: { seasonId: string }) {
  const { value, problem, again } = useAnswer(allOf(seasonId))
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  return value === undefined ? <WaitingGrid /> : <EpisodeList episodes={value.items} />
}

function EpisodeList({ episodes }: { episodes: readonly ItemCard[] }) {
  const { t } = useTranslation('item')
  if (episodes.length === 0) return <Text c="dimmed">{t('noEpisodes')}</Text>
  return (
    <ul className={classes.episodes}>
      {episodes.map((card) => (
        <Episode key={card.id} card={card} />
      ))}
    </ul>
  )
}

function Episode({ card }: { card: ItemCard }) {
  const { t } = useTranslation('items')
  const format = useFormat()
  const progress = progressOf(card)
  const left = progress === null || card.runtimeMs === null ? null : card.runtimeMs - card.resumeMs
  return (
    <li>
      <Link href={pathOf(card)} className={classes.episode}>
        <span className={classes.still}>
          <Picture url={card.posterUrl} blurhash={card.blurhash} kind="episode" />
          {progress !== null && (
            <span className={classes.progress} style={{ inlineSize: `${progress * 100}%` }} />
          )}
        </span>
        <span className={classes.episodeWords}>
          <Title order={3} component="span" dir="auto">
            {card.title}
          </Title>
          <Text component="span" size="sm" c="dimmed" dir="auto">
            {card.subtitle}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            {left !== null && t('left', { time: format.duration(left) })}
            {left === null && card.played && t('watched')}
            {left === null && !card.played && card.runtimeMs !== null && format.duration(card.runtimeMs)}
          </Text>
        </span>
      </Link>
    </li>
  )
}
