const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Waits until somebody ends this program; meanwhile each line that is typed is an Enter. A second signal ends it at once. */
export async function untilEnded(onEnter: () => void): Promise<void> {
  const { stdin } = process
  const onLine = () => onEnter()
  if (stdin.isTTY) stdin.on('data', onLine)
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
  stdin.off('data', onLine)
  stdin.pause()
  for (const signal of signals) process.once(signal, () => process.exit(130))
}
