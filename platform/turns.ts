/** Does one thing after the other, whatever became of the one before. */
export type TakeTurn = <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome>

export function createTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
}
