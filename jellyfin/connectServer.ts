import type { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { publicSystemSchema } from './answers.ts'
import type { Clock } from './clock.ts'
import { connectionProblem, isCertificateProblem } from './connectionProblem.ts'
import { notJellyfin, redirects, serverFailed, starting, timedOut, tooOld } from './problems.ts'
import { readServerAddress, type ServerAddresses } from './serverAddress.ts'

export interface JellyfinServer {
  /** Base address without a slash at its end. */
  readonly url: string
  readonly id: string
  readonly name: string
  readonly version: string
}

const probePath = '/System/Info/Public'
const probeTimeoutMs = 8000
const maxRedirects = 3
/** 10.10 is the oldest version whose contract this folder was written for. */
const oldestMajor = 10
const oldestMinor = 10

/**
 * Finds the Jellyfin server that somebody means by `typed`. All candidates are asked at once, without any
 * credential; the best one that answers wins. The problem is that of the candidate that got furthest.
 */
export async function connectServer(typed: string, clock: Clock): Promise<Result<JellyfinServer, Problem>> {
  const addresses = readServerAddress(typed)
  if (!addresses.ok) return addresses
  const answers = await Promise.all(addresses.value.candidates.map((url) => probe(url, clock, maxRedirects)))
  return choose(addresses.value, answers)
}

function choose(
  { schemeGiven }: ServerAddresses,
  answers: readonly Result<JellyfinServer, Problem>[],
): Result<JellyfinServer, Problem> {
  const problems = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]))
  const certificate = problems.find(isCertificateProblem)
  const best = answers.find((answer) => answer.ok)
  // Whoever breaks https must not get the password by http.
  const downgraded = !schemeGiven && certificate !== undefined && best?.value.url.startsWith('http:') === true
  if (best !== undefined && !downgraded) return best
  return failure(certificate ?? furthest(problems))
}

/** From the problem that says most about a server to the one that says least. */
const telling = [
  'server-too-old',
  'server-starting',
  'server-redirects',
  'server-failed',
  'server-not-jellyfin',
  'server-without-tls',
  'server-refused',
  'server-unreachable',
  'server-timeout',
  'server-not-found',
]

function furthest(problems: readonly Problem[]): Problem {
  const rank = ({ code }: Problem) => telling.indexOf(code)
  const [first] = problems.toSorted((one, other) => rank(one) - rank(other))
  if (first === undefined) throw new Error('no candidate was asked')
  return first
}

async function probe(
  baseUrl: string,
  clock: Clock,
  redirectsLeft: number,
): Promise<Result<JellyfinServer, Problem>> {
  const url = new URL(baseUrl + probePath)
  const controller = new AbortController()
  const stopWaiting = clock.after(probeTimeoutMs, () => controller.abort())
  try {
    const response = await fetch(url, { redirect: 'manual', signal: controller.signal })
    const text = await response.text()
    const next = nextBase(response, url)
    if (next !== null && next.ok && redirectsLeft > 0)
      return await probe(next.value, clock, redirectsLeft - 1)
    if (next !== null && !next.ok) return next
    return readAnswer(response, text, baseUrl)
  } catch (error) {
    return failure(controller.signal.aborted ? timedOut(url.host) : connectionProblem(error, url.host))
  } finally {
    stopWaiting()
  }
}

/** Where a redirect leads: followed on the same host (http to https, a base path), told when it is another one. */
function nextBase(response: Response, from: URL): Result<string, Problem> | null {
  const location = response.headers.get('location')
  if (response.status < 300 || response.status >= 400 || location === null) return null
  if (!URL.canParse(location, from)) return failure(notJellyfin(from.host))
  const target = new URL(location, from)
  const less = from.protocol === 'https:' && target.protocol !== 'https:'
  if (target.hostname !== from.hostname || less) return failure(redirects(from.host, target.origin))
  if (!target.pathname.endsWith(probePath)) return failure(notJellyfin(from.host))
  return success(target.origin + target.pathname.slice(0, -probePath.length))
}

function readAnswer(response: Response, text: string, url: string): Result<JellyfinServer, Problem> {
  const { host } = new URL(url)
  if (response.status === 503) return failure(starting(host))
  if (response.status >= 500) return failure(serverFailed(response.status))
  const system = response.ok ? parseSystem(text) : null
  if (system === null) return failure(notJellyfin(host))
  if (isTooOld(system.Version)) return failure(tooOld(system.Version))
  return success({ url, id: system.Id, name: system.ServerName, version: system.Version })
}

function parseSystem(text: string): z.infer<typeof publicSystemSchema> | null {
  try {
    const { data } = publicSystemSchema.safeParse(JSON.parse(text))
    // Emby, of which Jellyfin is a fork, answers the same path without this name.
    return data !== undefined && /jellyfin/i.test(data.ProductName) ? data : null
  } catch {
    return null
  }
}

function isTooOld(version: string): boolean {
  const [major = Number.NaN, minor = 0] = version.split('.').map(Number)
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor)
}
