/** Who a client says it is: the parts of Jellyfin's `Authorization` header. */
export interface ClientParts {
  readonly client: string | null
  readonly device: string | null
  readonly deviceId: string | null
  readonly version: string | null
  readonly token: string | null
}

export interface RequestHead {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly query: URLSearchParams
}

const PARTS = /(\w+)=(?:"([^"]*)"|([^,\s]*))/g

/**
 * Reads who is asking. Servers from 12 on no longer take the forms of older clients (`X-Emby-*`, `api_key`, the scheme
 * `Emby`) unless their administrator says so: `legacy`.
 */
export function readClientParts({ headers, query }: RequestHead, legacy: boolean): ClientParts {
  const header = one(headers['authorization']) ?? (legacy ? one(headers['x-emby-authorization']) : null)
  const parts = headerParts(header, legacy)
  const legacyToken = legacy
    ? (one(headers['x-emby-token']) ?? one(headers['x-mediabrowser-token']) ?? query.get('api_key'))
    : null
  return {
    client: parts.get('Client') ?? null,
    device: parts.get('Device') ?? null,
    deviceId: parts.get('DeviceId') ?? null,
    version: parts.get('Version') ?? null,
    token: parts.get('Token') || queryToken(query) || legacyToken || null,
  }
}

const queryToken = (query: URLSearchParams): string | null =>
  [...query].find(([name]) => name.toLowerCase() === 'apikey')?.[1] ?? null

/** The scheme in any case, the keys case-sensitively, values URL-encoded: as the server reads them. */
function headerParts(header: string | null, legacy: boolean): Map<string, string> {
  const scheme = header?.split(' ', 1)[0]?.toLowerCase()
  if (header === null || !(scheme === 'mediabrowser' || (legacy && scheme === 'emby'))) return new Map()
  const parts = header.slice(scheme.length).matchAll(PARTS)
  return new Map(Array.from(parts, ([, key, quoted, bare]) => [key ?? '', decoded(quoted ?? bare ?? '')]))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const one = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : (value?.[0] ?? null)
