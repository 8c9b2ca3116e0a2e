import { Check } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ItemCard } from '../../../protocol/bridge/query.ts'
import classes from './ItemTile.module.css'
import { Picture } from './Picture.tsx'
import { useFormat } from '../words/useFormat.ts'

export interface ItemTileProps {
  readonly card: ItemCard
  /** Width by height; absent = as its picture is. */
  readonly aspect?: number
  readonly isUrgent?: boolean
  /** It is scrolled past: a picture that is not there yet is not fetched. */
  readonly isPassing?: boolean
}

/** Where an item is shown: folders and libraries are opened, everything else has a page of its own. */
export const pathOf = ({ id, kind }: Pick<ItemCard, 'id' | 'kind'>): string =>
  `${kind === 'folder' ? '/library' : '/item'}/${encodeURIComponent(id)}`

/** How much of it was seen, 0 to 1; null = not begun, or not known. */
export function progressOf({ resumeMs, runtimeMs }: Pick<ItemCard, 'resumeMs' | 'runtimeMs'>): number | null {
  return runtimeMs === null || runtimeMs <= 0 || resumeMs <= 0 ? null : Math.min(1, resumeMs / runtimeMs)
}

/** An item as a poster with its title: how far one is, and whether it was seen. */
export const ItemTile = memo(function ItemTile(props: ItemTileProps) {
  const { card, aspect, isUrgent = false, isPassing = false } = props
  const style = { '--aspect': aspect ?? card.posterAspect ?? 2 / 3 }
  const isUnknown = card.runtimeMs === null && card.kind !== 'folder'
  return (
    <Link href={pathOf(card)} className={classes.tile} style={style} data-unknown={isUnknown || undefined}>
      <span className={classes.poster}>
        <Picture
          url={card.posterUrl}
          blurhash={card.blurhash}
          kind={card.kind}
          isUrgent={isUrgent}
          isPassing={isPassing}
        />
        <Mark card={card} />
        <Progress card={card} />
      </span>
      <span className={classes.title} dir="auto" title={card.title}>
        {card.title}
      </span>
      {card.subtitle !== null && (
        <span className={classes.subtitle} dir="auto">
          {card.subtitle}
        </span>
      )}
    </Link>
  )
})

function Mark({ card }: { card: ItemCard }) {
  const { t } = useTranslation('items')
  if (card.played) {
    return (
      <span className={classes.mark}>
        <Check aria-hidden size={14} strokeWidth={3} />
        <span className="spoken">{t('watched')}</span>
      </span>
    )
  }
  if (card.unwatched === null || card.unwatched === 0) return null
  return (
    <span className={classes.mark}>
      <span aria-hidden className="figures">
        {card.unwatched}
      </span>
      <span className="spoken">{t('unwatched', { count: card.unwatched })}</span>
    </span>
  )
}

function Progress({ card }: { card: ItemCard }) {
  const { t } = useTranslation('items')
  const format = useFormat()
  const progress = progressOf(card)
  if (progress === null || card.runtimeMs === null) return null
  return (
    <span className={classes.progress}>
      <span style={{ inlineSize: `${progress * 100}%` }} />
      <span className="spoken">{t('left', { time: format.duration(card.runtimeMs - card.resumeMs) })}</span>
    </span>
  )
}
