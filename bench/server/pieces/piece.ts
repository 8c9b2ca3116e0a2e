import type { Figure } from '../figure.ts'

/** What a piece of the bench is told. */
export interface PieceOptions {
  readonly seed: number
  /** How long each load is measured. */
  readonly seconds: number
  /** How many hostile frames are sent. */
  readonly frames: number
  /** Folder for what the servers keep; each piece makes its own within. */
  readonly scratch: string
}

export interface Piece {
  readonly about: string
  run(options: PieceOptions): Promise<readonly Figure[]>
}
