import { Pause, Play, RotateCcw, RotateCw } from 'lucide-react'
import type { IconProps } from '../../../parts/IconButton.tsx'
import classes from './NowPlaying.module.css'

/** Signs that one knows from every player: filled, and with how far they go. */
export const PlayIcon = (props: IconProps) => <Play {...props} fill="currentColor" strokeWidth={1.5} />
export const PauseIcon = (props: IconProps) => <Pause {...props} fill="currentColor" strokeWidth={1} />

export const BackIcon = (props: IconProps) => (
  <span className={classes.far}>
    <RotateCcw {...props} size={26} />
    <b aria-hidden>10</b>
  </span>
)

export const ForwardIcon = (props: IconProps) => (
  <span className={classes.far}>
    <RotateCw {...props} size={26} />
    <b aria-hidden>10</b>
  </span>
)
