export interface EndWish {
  /** Somebody pressed Enter. */
  onEnter(): void
  /** What would be lost if it ended now, asked at ctrl-c; null = nothing. */
  loss(): string | null
  say(line: string): void
}

/** npm's set-up sends a SIGTERM a second after ctrl-c, meaning the same (setup/runChild.mjs). */
const echoWithinMs = 2000

/**
 * Waits until somebody ends this program. Ctrl-c asks once more where something would be lost; SIGTERM and the end of the
 * terminal do not ask. Meanwhile each line that is typed is an Enter.
 */
export async function untilEnded({ onEnter, loss, say }: EndWish): Promise<void> {
  const { stdin } = process
  const onLine = () => onEnter()
  if (stdin.isTTY) stdin.on('data', onLine)
  await new Promise<void>((resolve) => {
    let hasWarned = false
    let isEcho = false
    process.on('SIGINT', () => {
      const lost = hasWarned ? null : loss()
      if (lost === null) return resolve()
      hasWarned = true
      isEcho = true
      setTimeout(() => (isEcho = false), echoWithinMs).unref()
      say(lost)
    })
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => isEcho || resolve())
  })
  stdin.off('data', onLine)
  stdin.pause()
}
