/** The tables as they are after all migrations; JSON and booleans in SQLite's own types. */
export interface Tables {
  readonly rooms: RoomRow
  readonly members: MemberRow
  readonly chat_lines: ChatLineRow
  readonly server_life: ServerLifeRow
  readonly ledger: LedgerRow
}

export interface RoomRow {
  readonly id: string
  readonly code: string
  readonly name: string
  /** JSON of `Media`. */
  readonly media: string
  /** JSON of `RoomPolicy`. */
  readonly policy: string
  readonly host_id: string
  readonly position_ms: number
  readonly rate: number
  /** When the timeline began to hold, on the wall clock. */
  readonly at_wall_ms: number
  readonly playing: number
  readonly revision: number
  /** JSON of whatever else there is of the room. */
  readonly rest: string
}

export interface MemberRow {
  readonly room_id: string
  readonly id: string
  /** Order of joining within the room. */
  readonly place: number
  readonly name: string
  readonly token_hash: string
  /** JSON of who the member is, and as what. */
  readonly standing: string
}

/** One of the last lines that were said in a room. */
export interface ChatLineRow {
  readonly room_id: string
  readonly number: number
  readonly at_wall_ms: number
  /** JSON of who said what. */
  readonly line: string
}

/** Something that must not count again before an instant on the wall clock. */
export interface LedgerRow {
  readonly name: string
  readonly until_wall_ms: number
}

/** One row: when the server was last known to run. */
export interface ServerLifeRow {
  readonly id: 1
  readonly alive_wall_ms: number
}
