import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { createThroughput, type Throughput } from './throughput.ts'

/** What the relay does with an answer: streams it, rewrites it, lets it be cached as a picture, or adds fonts to it. */
export type TargetKind = 'stream' | 'playlist' | 'image' | 'styled-subtitle'

/** What one address of the relay leads to. */
export interface Target {
  readonly kind: TargetKind
  /** On the branch's server, without a credential in it. */
  readonly url: URL
  /** What a styled subtitle takes along; empty for everything else. */
  readonly fonts: readonly Font[]
}

/** A font file on the branch's server. */
export interface Font {
  readonly name: string
  readonly url: URL
}

export interface RelaySource {
  /** Base address of the server; everything else is refused. */
  readonly serverUrl: string
  /** Value of the `Authorization` header, sent to that server only. */
  readonly authorization: string
  /** The server answered with an error status. */
  readonly onRefused?: (status: number) => void
}

/** One item's (or one library's pictures') part of the relay: only what was registered in it is reachable. */
export interface Branch {
  readonly source: RelaySource
  readonly throughput: Throughput
  /** Aborted when the branch closes. */
  readonly closed: AbortSignal
  /**
   * Path on the relay for an address of the server; the same address always gets the same path. Null when it lies on
   * another server.
   */
  register(url: URL, kind?: TargetKind, fonts?: readonly Font[]): string | null
  find(path: string): Target | null
  close(): void
}

/** Enough for a long film in short HLS segments; the oldest are forgotten beyond it. */
const maxTargets = 50_000
/** 192 bits: whoever cannot read this process cannot guess it. */
const keyBytes = 24

export function createBranch(source: RelaySource, clock: Clock): Branch & { readonly key: string } {
  const key = randomBytes(keyBytes).toString('base64url')
  const { origin } = new URL(source.serverUrl)
  const targets = new Map<string, Target>()
  const paths = new Map<string, string>()
  const closing = new AbortController()
  let count = 0
  const forgetOldest = () => {
    const [oldest] = targets
    if (oldest === undefined) return
    targets.delete(oldest[0])
    paths.delete(oldest[1].url.href)
  }
  return {
    key,
    source,
    throughput: createThroughput(clock),
    closed: closing.signal,
    register(url, kind = kindOf(url), fonts = []) {
      if (url.origin !== origin) return null
      const bare = withoutCredential(url)
      const known = paths.get(bare.href)
      if (known !== undefined) return known
      count += 1
      const path = `/${key}/${count}/${nameOf(bare)}`
      const own = fonts.filter((font) => font.url.origin === origin)
      const bareFonts = own.map(({ name, url: font }) => ({ name, url: withoutCredential(font) }))
      targets.set(path, { kind, url: bare, fonts: bareFonts })
      paths.set(bare.href, path)
      if (targets.size > maxTargets) forgetOldest()
      return path
    },
    find: (path) => targets.get(path) ?? null,
    close() {
      targets.clear()
      paths.clear()
      closing.abort()
    },
  }
}

const kindOf = (url: URL): TargetKind => (/\.m3u8?$/i.test(url.pathname) ? 'playlist' : 'stream')

/** The server writes its token into the addresses of transcodes and subtitles: `api_key` in 10.10, `ApiKey` later. */
function withoutCredential(url: URL): URL {
  const bare = new URL(url)
  bare.hash = ''
  bare.username = ''
  bare.password = ''
  for (const name of new Set(bare.searchParams.keys())) {
    if (/^(api_?key|token|x-emby-token)$/i.test(name)) bare.searchParams.delete(name)
  }
  return bare
}

/** The last part of the path: players choose demuxers and show titles by it. */
const nameOf = (url: URL): string =>
  url.pathname
    .split('/')
    .at(-1)
    ?.replaceAll(/[^\w.-]/g, '') || 'stream'
