/** What a frame from the server means to the load generator. Numbers say which report or command it is about. */
export type Heard =
  | { readonly kind: 'joined'; readonly roomKey: string }
  | { readonly kind: 'report'; readonly number: number }
  | { readonly kind: 'command'; readonly number: number }
  | { readonly kind: 'end'; readonly why: string }
  | { readonly kind: 'other' }

/** How the load generator speaks to one kind of server. Members of a room are numbered from 0, the host first. */
export interface Dialect {
  readonly path: string
  /** Sent right after the socket is open. */
  introduce(name: string): readonly string[]
  create(roomName: string): string
  join(roomKey: string): string
  ping(nowMs: number): string
  /** Report `number` of a host: everyone in the room is told something with that number. */
  report(number: number): string
  /** Command of a host that yields what is heard as command `number`; numbers of a room rise by one. */
  command(number: number): string
  /** Whether the host is told of its own commands; absent = it is. */
  readonly hearsItself?: boolean
  read(frame: Buffer): Heard
}
