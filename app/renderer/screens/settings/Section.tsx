import { useId, type ReactNode } from 'react'
import classes from './Settings.module.css'

export interface SectionProps {
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}

/** Settings of one kind. */
export function Section({ title, hint, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {hint !== undefined && <p>{hint}</p>}
      </div>
      {children}
    </section>
  )
}
