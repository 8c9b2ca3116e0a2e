import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Measures that a style sheet asks for. */
    readonly [variable: `--${string}`]: string | number | undefined
  }
}
