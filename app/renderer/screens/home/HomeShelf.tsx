import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ItemCard, Shelf as ShelfOfHome } from '../../../../protocol/bridge/query.ts'
import { ItemTile } from '../../parts/ItemTile.tsx'
import { Shelf } from '../../parts/Shelf.tsx'
import classes from './home.module.css'

/** Among posters a picture of the shape of a screen would take the room of three: its sides are cut. */
const widest = { alone: 16 / 9, amongPosters: 4 / 3 } as const

const aspectOf = ({ posterAspect }: ItemCard) => posterAspect ?? 2 / 3

/** A row of the start: posters of one height, as wide as their pictures are. */
export function HomeShelf({ shelf, isFirst }: { shelf: ShelfOfHome; isFirst: boolean }) {
  const { t } = useTranslation('home')
  const more =
    shelf.parentId === null ? undefined : (
      <Link href={`/library/${encodeURIComponent(shelf.parentId)}`} className={classes.more}>
        {t('all')} <span className="spoken">{shelf.title}</span>
      </Link>
    )
  const isWide = shelf.items.every((card) => aspectOf(card) > 1)
  return (
    <Shelf title={titleOf(shelf, t)} more={more}>
      {shelf.items.map((card) => {
        const aspect = Math.min(aspectOf(card), isWide ? widest.alone : widest.amongPosters)
        return (
          <li key={card.id} className={isWide ? classes.wide : classes.item} style={{ '--aspect': aspect }}>
            <ItemTile card={card} aspect={aspect} isUrgent={isFirst} />
          </li>
        )
      })}
    </Shelf>
  )
}

function titleOf(shelf: ShelfOfHome, t: ReturnType<typeof useTranslation<'home'>>['t']): string {
  switch (shelf.kind) {
    case 'resume':
      return t('resume')
    case 'next-up':
      return t('nextUp')
    case 'latest':
      return shelf.title === null ? t('latest') : t('latestIn', { library: shelf.title })
  }
}
