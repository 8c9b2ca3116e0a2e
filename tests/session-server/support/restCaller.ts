import type { SessionServer } from '../../../session-server/server.ts'

export interface RestAnswer {
  readonly status: number
  readonly headers: Headers
  /** What the answer's JSON says, for `toMatchObject`; its text when it is no JSON. */
  readonly body: Record<string, unknown>
}

/** Asks a server over real HTTP; with a token as whoever that is. */
export class RestCaller {
  readonly #base: string
  readonly #token: string | null

  constructor({ port }: SessionServer, token: string | null = null) {
    this.#base = `http://127.0.0.1:${port}/api/v1`
    this.#token = token
  }

  get(path: string): Promise<RestAnswer> {
    return this.#ask('GET', path)
  }

  post(path: string, body: unknown = {}): Promise<RestAnswer> {
    return this.#ask('POST', path, body)
  }

  patch(path: string, body: unknown): Promise<RestAnswer> {
    return this.#ask('PATCH', path, body)
  }

  delete(path: string): Promise<RestAnswer> {
    return this.#ask('DELETE', path)
  }

  async #ask(method: string, path: string, body?: unknown): Promise<RestAnswer> {
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...(this.#token === null ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) }
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { text }
  }
}

/** Somebody signed in over REST, by name or by proof. */
export async function signedIn(server: SessionServer, how: object): Promise<RestPerson> {
  const answer = await new RestCaller(server).post('/session', how)
  if (answer.status !== 201) throw new Error(`Not signed in: ${JSON.stringify(answer.body)}`)
  const { person, grant } = answer.body as unknown as { person: { id: string }; grant: { token: string } }
  return { caller: new RestCaller(server, grant.token), token: grant.token, personId: person.id }
}

export interface RestPerson {
  readonly caller: RestCaller
  readonly token: string
  readonly personId: string
}

/** Status and code of an answer; no code = it is none of a refusal. */
export function codeOf({ status, body }: RestAnswer): [number, string | null] {
  const { error } = body as { error?: { code: string } }
  return [status, error?.code ?? null]
}
