import type { Clock } from '../../../sync/clock.ts'

export interface FirstPictureParts {
  readonly document: Pick<Document, 'visibilityState'>
  readonly requestAnimationFrame: (run: () => void) => unknown
  readonly clock: Clock
}

/** A window that is covered or still hidden paints nothing, and is not to wait for it. Six frames of a usual screen. */
const noLongerThanMs = 100

/** Resolves once the browser has painted what the page holds, or will not. */
export function firstPicture({ document, requestAnimationFrame, clock }: FirstPictureParts): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve()
  return new Promise((resolve) => {
    clock.after(noLongerThanMs, resolve)
    // It is called before a frame is painted; what comes next in line comes after that.
    requestAnimationFrame(() => void clock.after(0, resolve))
  })
}
