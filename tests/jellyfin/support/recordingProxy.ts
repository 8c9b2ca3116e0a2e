import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'

/** One request as it passed; `body` is JSON when it was JSON. */
export interface Recorded {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

/** Answers instead of the server behind it, when it returns true. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean

/** A reverse proxy in front of a library that remembers what was asked, and can answer in its place. */
export interface RecordingProxy {
  /** With the base path of the library behind it. */
  readonly url: string
  readonly requests: readonly Recorded[]
  intercept(handler: Intercept | null): void
  close(): Promise<void>
}

export async function startRecordingProxy(targetUrl: string): Promise<RecordingProxy> {
  const target = new URL(targetUrl)
  const requests: Recorded[] = []
  const sockets = new Set<Socket>()
  let intercept: Intercept | null = null
  const server = http.createServer((request, response) => {
    void readBody(request).then((text) => {
      requests.push(recorded(request, text))
      if (intercept?.(request, response) !== true) passOn({ request, response, text, target })
    })
  })
  server.on('upgrade', (request, socket, head) => {
    requests.push(recorded(request, ''))
    const onward = net.connect(Number(target.port), target.hostname)
    onward.write(`GET ${request.url} HTTP/1.1\r\n${rawHeaders(request)}\r\n\r\n`)
    onward.write(head)
    onward.pipe(socket).pipe(onward)
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}${target.pathname.replace(/\/$/, '')}`,
    requests,
    intercept: (handler) => {
      intercept = handler
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly text: string
  readonly target: URL
}

function passOn({ request, response, text, target }: Passing): void {
  const { method, headers } = request
  const onward = http.request(new URL(request.url ?? '', target), {
    method: method ?? 'GET',
    headers,
    agent: false,
  })
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
    answer.on('close', () => {
      if (!answer.complete) response.destroy()
    })
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  onward.end(text)
}

function recorded(request: IncomingMessage, text: string): Recorded {
  const url = new URL(request.url ?? '', 'http://proxy')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    authorization: request.headers.authorization,
    headers: request.headers,
    body: parsed(text),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const rawHeaders = ({ rawHeaders: raw }: IncomingMessage): string =>
  raw.flatMap((text, index) => (index % 2 === 0 ? [`${text}: ${raw[index + 1]}`] : [])).join('\r\n')

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The proxy listens nowhere.')
  return address.port
}
