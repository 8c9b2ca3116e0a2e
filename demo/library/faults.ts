import type { Cancel } from '../../protocol/wire.ts'

/** What an answer's body must suffer on its way. */
export interface MediaFaults {
  /** The connection is cut after so many bytes of an answer. */
  readonly cutAfterBytes: number | null
  readonly bytesPerSecond: number | null
  /** At present nothing comes, and the line stays open. */
  halted(): boolean
}

/**
 * Switches for everything that goes wrong with real servers. Each answers its undo; `heal` undoes all. Paths are
 * lower-case, without the base path and the query.
 */
export interface Faults {
  /** Answers every request (or those to matching paths) with this status and an empty body. */
  status(code: number, matches?: (path: string) => boolean): Cancel
  /** Every answer (or those to matching paths) starts this much later. */
  delay(delayMs: number, matches?: (path: string) => boolean): Cancel
  /** Cuts media answers in the middle. With `times`, only so many answers; then the fault heals by itself. */
  cutMedia(afterBytes: number, times?: number): Cancel
  /** Lets media trickle, each answer at this rate: a slow line. */
  limitMedia(bytesPerSecond: number): Cancel
  /** Nothing more of media comes, of answers that trickle already as of new ones; no line breaks. */
  haltMedia(): Cancel
  heal(): void
}

/** The faults as the server asks for them. */
export interface FaultState {
  statusFor(path: string): number | null
  delayMsFor(path: string): number
  /** Asked once for each media answer; counts down `times`. */
  nextMediaFaults(): MediaFaults
}

type Fault =
  | { readonly kind: 'status'; readonly code: number; readonly matches: (path: string) => boolean }
  | { readonly kind: 'delay'; readonly delayMs: number; readonly matches: (path: string) => boolean }
  | { readonly kind: 'cut'; readonly afterBytes: number; left: number }
  | { readonly kind: 'limit'; readonly bytesPerSecond: number }
  | { readonly kind: 'halt' }

const everything = () => true

export function createFaults(): Faults & FaultState {
  const active = new Set<Fault>()
  const add = (fault: Fault): Cancel => {
    active.add(fault)
    return () => void active.delete(fault)
  }
  const last = <Kind extends Fault['kind']>(kind: Kind, path?: string) =>
    [...active].findLast(
      (fault): fault is Extract<Fault, { kind: Kind }> =>
        fault.kind === kind && (!('matches' in fault) || fault.matches(path ?? '')),
    )
  return {
    status: (code, matches = everything) => add({ kind: 'status', code, matches }),
    delay: (delayMs, matches = everything) => add({ kind: 'delay', delayMs, matches }),
    cutMedia: (afterBytes, times = Infinity) => add({ kind: 'cut', afterBytes, left: times }),
    limitMedia: (bytesPerSecond) => add({ kind: 'limit', bytesPerSecond }),
    haltMedia: () => add({ kind: 'halt' }),
    heal: () => active.clear(),
    statusFor: (path) => last('status', path)?.code ?? null,
    delayMsFor: (path) => last('delay', path)?.delayMs ?? 0,
    nextMediaFaults() {
      const cut = last('cut')
      if (cut) cut.left -= 1
      if (cut && cut.left <= 0) active.delete(cut)
      return {
        cutAfterBytes: cut?.afterBytes ?? null,
        bytesPerSecond: last('limit')?.bytesPerSecond ?? null,
        halted: () => last('halt') !== undefined,
      }
    },
  }
}
