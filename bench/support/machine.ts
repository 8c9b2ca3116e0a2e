import { availableParallelism } from 'node:os'

/** What figures depend on, and nothing that tells whose machine it was. */
export interface Machine {
  readonly cores: number
  readonly system: string
  readonly node: string
  /** The players' own name and version. */
  readonly player: string | null
}

export const thisMachine = (player: string | null): Machine => ({
  cores: availableParallelism(),
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  player,
})
