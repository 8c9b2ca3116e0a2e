/** A failure is a value: what can go wrong in normal use is returned, only bugs are thrown. */
export type Result<Value, Problem> = { readonly ok: true; readonly value: Value } | Failure<Problem>

export type Failure<Problem> = { readonly ok: false; readonly problem: Problem }

export const success = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
})

export const failure = <Problem>(problem: Problem): Failure<Problem> => ({ ok: false, problem })
