import type { Dialect, Heard } from './dialect.ts'
import { LoadMember } from './loadMember.ts'

/** What was measured on the way; shared by all rooms of a run. */
export interface LoadTally {
  readonly reportLatenciesMs: number[]
  readonly commandLatenciesMs: number[]
  isCounting: boolean
}

/** A room of the load and its members, the host first. */
export class LoadRoom {
  readonly members: LoadMember[] = []
  readonly #parts: LoadRoomParts
  readonly #reports: Stream
  readonly #commands: Stream

  constructor(parts: LoadRoomParts) {
    this.#parts = parts
    const { size, tally } = parts
    this.#reports = new Stream(size, tally.reportLatenciesMs)
    this.#commands = new Stream(size, tally.commandLatenciesMs, parts.dialect.hearsItself ?? true)
  }

  /** Opens the room with its host, then brings in the others. */
  async fill(): Promise<void> {
    const { dialect, name, size } = this.#parts
    const roomKey = await this.#add(0, dialect.create(name)).joined()
    const guests = Array.from({ length: size - 1 }, (_, index) => this.#add(index + 1, dialect.join(roomKey)))
    await Promise.all(guests.map((guest) => guest.joined()))
  }

  ping(member: number): void {
    this.members[member]?.send(this.#parts.dialect.ping(performance.now()))
  }

  report(): void {
    this.members[0]?.send(this.#parts.dialect.report(this.#reports.next(this.#parts.tally.isCounting)))
  }

  command(): void {
    this.members[0]?.send(this.#parts.dialect.command(this.#commands.next(this.#parts.tally.isCounting)))
  }

  /** How many members have not heard of the last report or the last command, though nobody superseded it. */
  missing(): number {
    return this.#reports.missing() + this.#commands.missing()
  }

  close(): void {
    for (const member of this.members) member.close()
  }

  #add(index: number, wish: string): LoadMember {
    const { url, dialect, name, localAddress } = this.#parts
    const opening = [...dialect.introduce(`${name}-${index}`), wish]
    const member = new LoadMember({ url, dialect, localAddress, opening }, (heard) =>
      this.#hear(index, heard),
    )
    this.members.push(member)
    return member
  }

  #hear(index: number, heard: Heard): void {
    if (heard.kind === 'report') this.#reports.hear(index, heard.number)
    else if (heard.kind === 'command') this.#commands.hear(index, heard.number)
  }
}

export interface LoadRoomParts {
  readonly url: string
  readonly dialect: Dialect
  readonly localAddress: string
  readonly name: string
  readonly size: number
  readonly tally: LoadTally
}

/** Numbered messages of one kind in one room: when the last one was sent, and who has heard which. */
class Stream {
  readonly #heard: Int32Array
  readonly #latenciesMs: number[]
  #last = 0
  #sentAtMs = 0
  #counts = false

  /** `byAll`: by the one who sent it, too. */
  constructor(size: number, latenciesMs: number[], byAll = true) {
    this.#heard = new Int32Array(size)
    if (!byAll) this.#heard[0] = 2 ** 31 - 1
    this.#latenciesMs = latenciesMs
  }

  next(counts: boolean): number {
    this.#last += 1
    this.#counts = counts
    this.#sentAtMs = performance.now()
    return this.#last
  }

  hear(member: number, number: number): void {
    if (number <= (this.#heard[member] ?? 0)) return
    this.#heard[member] = number
    if (number === this.#last && this.#counts) this.#latenciesMs.push(performance.now() - this.#sentAtMs)
  }

  missing(): number {
    return this.#heard.reduce((sum, number) => sum + (number < this.#last ? 1 : 0), 0)
  }
}
