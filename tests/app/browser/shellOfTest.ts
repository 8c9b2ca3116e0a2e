import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import http, { type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startBrowserShell, type BrowserShell } from '../../../app/browser/browserShell.ts'
import type { Picture } from '../../../companion/app/libraryDesk.ts'
import { failure, success } from '../../../protocol/result.ts'
import { createFakeApp, refusedBecause, type FakeApp } from '../../companion/app/fakeApp.ts'

export interface ShellOfTest {
  readonly shell: BrowserShell
  readonly app: FakeApp
  /** The key of a new address. */
  newKey(): string
  ask(path: string, request?: Asked): Promise<Answer>
  /** Exchanges a new key; the cookie that comes for it, as a browser sends it back. */
  enter(): Promise<string>
  /** Opens a bridge; `status` is that of a refusal, null when it is open. */
  bridge(headers: Record<string, string>): Promise<Bridge>
}

export interface Bridge {
  readonly status: number | null
  readonly socket: WebSocket
  /** What came over it, from the first frame on: that one comes together with the opening. */
  readonly heard: readonly string[]
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A shell with an interface of two files, and a library with one picture; it ends with the test. */
export async function openShell(openToNetwork = false): Promise<ShellOfTest> {
  const app = createFakeApp()
  const picture = (name: string) =>
    Promise.resolve(name === 'poster' ? success(somePicture()) : failure(refusedBecause))
  const shell = await startBrowserShell({
    app: { ...app, picture, close: () => Promise.resolve() },
    ...{ interfaceFolder: builtInterface(), port: 0, openToNetwork },
    onFault: (error) => {
      throw error
    },
  })
  if (!shell.ok) throw new Error(shell.problem.sentence)
  onTestFinished(() => shell.value.close())
  const { origin, newAddress } = shell.value
  const newKey = () => new URL(newAddress()).hash.replace('#key=', '')
  const ask = (path: string, asked: Asked = {}) => exchange(origin + path, asked)
  const enter = () => enterWith(origin, newKey())
  const bridge = (headers: Record<string, string>) => bridgeAt(origin, headers)
  return { shell: shell.value, app, newKey, ask, enter, bridge }
}

/** Exchanges a key at an address of the shell; the cookie that comes for it. */
export async function enterWith(origin: string, key: string): Promise<string> {
  const body = JSON.stringify({ key })
  const { headers } = await exchange(`${origin}/session`, { method: 'POST', headers: { origin }, body })
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}

/** Opens a bridge at an address of the shell. */
export function bridgeAt(origin: string, headers: Record<string, string>): Promise<Bridge> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers })
    const heard: string[] = []
    onTestFinished(() => socket.terminate())
    socket.on('error', () => undefined)
    socket.on('message', (bytes: Buffer) => heard.push(bytes.toString('utf8')))
    socket.on('open', () => resolve({ status: null, socket, heard }))
    socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
      resolve({ status: statusCode, socket, heard })
    })
  })
}

const somePicture = (): Picture => ({
  type: 'image/png',
  length: 3,
  body: new Blob([new Uint8Array([1, 2, 3])]).stream(),
})

function builtInterface(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-shell-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Lockstep</title>')
  writeFileSync(join(folder, 'assets', 'index-AbCd1234.js'), 'export {}')
  return folder
}

/** Not `fetch`, which lets nobody choose Host, Origin and Cookie. */
function exchange(url: string, { method = 'GET', headers = {}, body = '' }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
