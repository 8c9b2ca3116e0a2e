import { Loader } from '@mantine/core'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './Notes.module.css'

export interface NoteProps {
  readonly tone: 'bad' | 'caution' | 'calm'
  readonly title?: string
  readonly text: string
  /** Something is under way. */
  readonly isBusy?: boolean
  /** The ways on. */
  readonly children?: ReactNode
}

const icons = { bad: CircleAlert, caution: TriangleAlert, calm: Info } as const

/** Something to know or to decide, with what one can do about it beside it. */
export function Note({ tone, title, text, isBusy = false, children }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.note} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {isBusy ? <Loader size={18} /> : <Icon aria-hidden size={20} className={classes.icon} />}
      <div className={classes.text}>
        {title !== undefined && <strong dir="auto">{title}</strong>}
        <span dir="auto">{text}</span>
      </div>
      {children !== undefined && <div className={classes.ways}>{children}</div>}
    </div>
  )
}
