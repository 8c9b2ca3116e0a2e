import { Badge, Text, Title } from '@mantine/core'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ItemDetails, LikedItem } from '../../../../protocol/bridge/query.ts'
import { pathOf } from '../../parts/ItemTile.tsx'
import { Picture } from '../../parts/Picture.tsx'
import { useFormat } from '../../words/useFormat.ts'
import { Choices } from './Choices.tsx'
import classes from './item.module.css'
import { Ways } from './Ways.tsx'

/** What it is, over a picture of it, with the ways to watch it. */
export function Hero({ item, again }: { item: LikedItem; again: () => void }) {
  const { card, backdropUrl, overview } = item
  const aspect = { '--aspect': card.posterAspect ?? 2 / 3 }
  return (
    <header className={classes.hero}>
      {backdropUrl !== null && (
        <div className={classes.backdrop}>
          <Picture url={backdropUrl} blurhash={card.blurhash} isUrgent />
        </div>
      )}
      <div className={classes.inner}>
        <div className={classes.poster} style={aspect}>
          <Picture url={card.posterUrl} blurhash={card.blurhash} kind={card.kind} isUrgent />
        </div>
        <div className={classes.words}>
          <Parent item={item} />
          <Title order={2} className={classes.title ?? ''} dir="auto">
            {card.title}
          </Title>
          <Line item={item} />
          <Ways card={card} />
          <Choices item={item} again={again} />
          {overview !== null && (
            <Text className={classes.overview ?? ''} dir="auto">
              {overview}
            </Text>
          )}
        </div>
      </div>
    </header>
  )
}

function Parent({ item: { parent, card } }: { item: ItemDetails }) {
  if (parent === null) return null
  const kind = card.kind === 'episode' || card.kind === 'season' ? 'series' : 'folder'
  return (
    <Link href={pathOf({ id: parent.id, kind })} className={classes.parent} dir="auto">
      {parent.title}
    </Link>
  )
}

/** Year, length, rating: in one line, as far as they are known. */
function Line({ item: { card, rating, officialRating, genres } }: { item: ItemDetails }) {
  const { t } = useTranslation(['item', 'items'])
  const format = useFormat()
  const subtitle = card.kind === 'episode' ? card.subtitle : null
  return (
    <div className={classes.line}>
      {subtitle !== null && <span dir="auto">{subtitle}</span>}
      {card.year !== null && card.kind !== 'episode' && <span className="figures">{card.year}</span>}
      {card.runtimeMs !== null && <span>{format.duration(card.runtimeMs)}</span>}
      {officialRating !== null && <span className={classes.boxed}>{officialRating}</span>}
      {rating !== null && (
        <span className={classes.rating}>
          <Star aria-hidden size={15} fill="currentColor" />
          <span className="spoken">{t('item:rating')}</span>
          {format.number(rating, 1)}
        </span>
      )}
      {genres.slice(0, 3).map((genre) => (
        <span key={genre} dir="auto">
          {genre}
        </span>
      ))}
      {card.played && (
        <Badge color="good" variant="light">
          {t('items:watched')}
        </Badge>
      )}
    </div>
  )
}
