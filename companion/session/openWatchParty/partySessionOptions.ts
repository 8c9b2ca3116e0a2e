import type { Media } from '../../../protocol/media.ts'
import type { Problem } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { OpenWire } from '../line.ts'
import type { PartyPass } from './partyLine.ts'

export interface PartySessionOptions {
  /** What the person knows the server by, for the screen and for links. */
  readonly server: string
  /** Where its sessions are held: `ws://host:3000/ws`. */
  readonly url: string
  readonly openWire: OpenWire
  readonly clock: Clock
  /** A number in [0, 1): spreads the reconnections of many members. */
  random(): number
  /** Asked for before each line and before a token expires. */
  pass(): Promise<Result<PartyPass, Problem>>
  /** The film of the own library that has this id: rooms there name nothing else of it. */
  describe(itemId: string): Promise<Result<Media, Problem>>
}
