import { Clapperboard, Tv, type LucideIcon } from 'lucide-react'
import { useState, type CSSProperties } from 'react'
import { blurColors } from './blurhash.ts'
import classes from './Picture.module.css'

export interface PictureProps {
  /** null = there is none. */
  readonly url: string | null
  readonly blurhash?: string | null
  readonly kind?: string
  /** At once, for what is in sight when a screen opens. */
  readonly isUrgent?: boolean
  /** Not fetched for now; one that was stays. */
  readonly isPassing?: boolean
}

/** A picture of the library: its colours until it is there, and an icon when there is none. Says nothing: its name stands beside it. */
export function Picture(props: PictureProps) {
  const { url, blurhash = null, kind, isUrgent = false, isPassing = false } = props
  // By address, because a row that scrolls takes another picture into the same place.
  const [missing, setMissing] = useState<string | null>(null)
  const isMissing = url === null || missing === url
  const [fetched, setFetched] = useState(isPassing ? null : url)
  if (!isPassing && fetched !== url) setFetched(url)
  return (
    <span className={classes.picture} style={ground(blurhash)}>
      {isMissing ? (
        <Missing Icon={kind === 'series' || kind === 'episode' ? Tv : Clapperboard} />
      ) : fetched !== url ? null : (
        <img
          key={url}
          src={url}
          alt=""
          className={classes.image}
          loading={isUrgent ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onError={() => setMissing(url)}
        />
      )}
    </span>
  )
}

const Missing = ({ Icon }: { Icon: LucideIcon }) => (
  <Icon aria-hidden className={classes.missing} strokeWidth={1.25} />
)

function ground(blurhash: string | null): CSSProperties | undefined {
  const colors = blurhash === null ? null : blurColors(blurhash)
  return colors === null ? undefined : { backgroundImage: `linear-gradient(${colors.top}, ${colors.bottom})` }
}
