import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'

export interface HttpAddress {
  readonly host: string
  readonly port: number
}

export interface HttpQuestion extends HttpAddress {
  /** With its query, percent-encoded. */
  readonly path: string
  readonly password: string
  readonly timeoutMs: number
  readonly clock: Clock
  /** Called with the socket, so that its owner can end the exchange. */
  readonly onSocket: (socket: Socket) => void
}

export interface HttpAnswer {
  readonly status: number
  readonly body: string
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

/** The longest answer kept: a page with every track of a film is some 10 kB. */
const LONGEST_ANSWER = 1024 * 1024

/**
 * Asks VLC's web interface once. The request leaves in a single write, because VLC takes one that comes in pieces
 * 40 ms later (61.8 instead of 20.8 ms, quirk VLC1). The failure is the system's own code, `timeout`, or `garbage`.
 */
export function exchange(question: HttpQuestion): Promise<Result<HttpAnswer, string>> {
  const { host, port, timeoutMs, clock, onSocket } = question
  return new Promise((resolve) => {
    const sentAtMs = clock.nowMs()
    const socket = connect({ host, port, noDelay: true })
    const bytes: Buffer[] = []
    let length = 0
    const finish = (result: Result<HttpAnswer, string>) => {
      cancelTimeout()
      socket.destroy()
      resolve(result)
    }
    const cancelTimeout = clock.after(timeoutMs, () => finish(failure('timeout')))
    onSocket(socket)
    socket.on('connect', () => socket.write(requestText(question)))
    socket.on('error', (error: NodeJS.ErrnoException) => finish(failure(error.code ?? error.message)))
    socket.on('close', () => finish(failure('ECONNRESET')))
    socket.on('data', (chunk) => {
      bytes.push(chunk)
      length += chunk.length
      if (length > LONGEST_ANSWER) return finish(failure('garbage'))
      const read = readAnswer(Buffer.concat(bytes), false)
      if (read !== null) finish(dated(read, sentAtMs, clock.nowMs()))
    })
    // VLC closes the connection after each answer, and not every answer has a length.
    socket.on('end', () => {
      const read = readAnswer(Buffer.concat(bytes), true)
      finish(read === null ? failure('ECONNRESET') : dated(read, sentAtMs, clock.nowMs()))
    })
  })
}

const requestText = ({ host, port, path, password }: HttpQuestion): string => {
  // VLC's web interface has a password and no user name.
  const credentials = Buffer.from(`:${password}`, 'utf8').toString('base64')
  const lines = [`GET ${path} HTTP/1.0`, `Host: ${host}:${port}`, `Authorization: Basic ${credentials}`]
  return `${lines.join('\r\n')}\r\n\r\n`
}

type Read = Pick<HttpAnswer, 'status' | 'body'>

const dated = (read: Read | 'garbage', sentAtMs: number, receivedAtMs: number): Result<HttpAnswer, string> =>
  read === 'garbage' ? failure('garbage') : success({ ...read, sentAtMs, receivedAtMs })

/** Null while it is incomplete. */
export function readAnswer(bytes: Buffer, isAll: boolean): Read | 'garbage' | null {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return isAll && bytes.length > 0 ? 'garbage' : null
  const head = bytes.toString('latin1', 0, headEnd)
  const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]
  if (status === undefined) return 'garbage'
  const told = /^content-length: *(\d+)/im.exec(head)?.[1]
  const body = bytes.subarray(headEnd + 4)
  const isWhole = told === undefined ? isAll : body.length >= Number(told)
  return isWhole || isAll ? { status: Number(status), body: body.toString('utf8') } : null
}
