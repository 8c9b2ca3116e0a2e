import { availableParallelism, loadavg } from 'node:os'

/** What figures depend on, and nothing that tells whose machine it was. */
export interface Machine {
  readonly cores: number
  readonly system: string
  readonly node: string
  /** Programs that wanted a processor in the minute before, on average: what else the machine was busy with. */
  readonly loadBefore: number
  /** The players' own name and version. */
  readonly player: string | null
}

/** To be called before anything is started; which player there is shows later. */
export const thisMachine = (): Omit<Machine, 'player'> => ({
  cores: availableParallelism(),
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  loadBefore: loadavg()[0] ?? Number.NaN,
})
