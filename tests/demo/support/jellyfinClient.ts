import type { DemoPerson } from '../../../demo/library/people.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** What the body's JSON says; its text when it is no JSON. */
  readonly body: unknown
}

/** Asks the stand-in as a program would, with the header that Jellyfin wants. */
export interface Client {
  readonly token: string
  readonly sessionId: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
}

export const authorization = (deviceId: string, token?: string): string =>
  `MediaBrowser Client="Test", Device="Bench", DeviceId="${deviceId}", Version="1.0"` +
  (token === undefined ? '' : `, Token="${token}"`)

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The same question with a JSON body. */
export const askWith = (
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> =>
  ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  })

export const login = (url: string, person: DemoPerson, deviceId: string): Promise<Answer> =>
  askWith(
    `${url}/Users/AuthenticateByName`,
    { Username: person.name, Pw: person.password },
    { authorization: authorization(deviceId) },
  )

/** Signs in, for tests to which that is no question. */
export async function clientOf(
  url: string,
  person: DemoPerson,
  deviceId = `device of ${person.name}`,
): Promise<Client> {
  const { body } = await login(url, person, deviceId)
  const token = String(field(body, 'AccessToken'))
  const headers = { authorization: authorization(deviceId, token) }
  return {
    token,
    sessionId: String(field(body, 'SessionInfo', 'Id')),
    get: (path) => ask(url + path, { headers }),
    post: (path, content) => askWith(url + path, content, headers),
    delete: (path) => ask(url + path, { method: 'DELETE', headers }),
  }
}

/** A field somewhere inside; undefined when it is not there. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  )
}

/** The names of the items in a list or a page. */
export function names(answer: Answer): unknown[] {
  const items = Array.isArray(answer.body) ? answer.body : field(answer.body, 'Items')
  return Array.isArray(items) ? items.map((item) => field(item, 'Name')) : []
}
