/** Parameters of a request; names are not case-sensitive, as on the real server. */
export interface Query {
  text(name: string): string | null
  /** Comma-separated, or given several times. */
  list(name: string): readonly string[]
  /** Null when absent or not a boolean. */
  flag(name: string): boolean | null
  /** Null when absent or not a number. */
  number(name: string): number | null
}

export function readQuery(parameters: URLSearchParams): Query {
  const values = new Map<string, string[]>()
  for (const [name, value] of parameters) {
    const key = name.toLowerCase()
    values.set(key, [...(values.get(key) ?? []), value])
  }
  const text = (name: string) => values.get(name.toLowerCase())?.[0] || null
  return {
    text,
    list: (name) => (values.get(name.toLowerCase()) ?? []).flatMap(splitList),
    flag: (name) => ({ true: true, false: false })[text(name)?.toLowerCase() ?? ''] ?? null,
    number: (name) => {
      const value = Number(text(name) ?? Number.NaN)
      return Number.isFinite(value) ? value : null
    },
  }
}

const splitList = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A page's bounds; a missing limit means everything. */
export function readPage(query: Query): { readonly start: number; readonly limit: number } {
  return {
    start: Math.max(0, query.number('startIndex') ?? 0),
    limit: Math.max(0, query.number('limit') ?? Infinity),
  }
}
