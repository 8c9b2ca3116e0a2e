import type { Duplex } from 'node:stream'

/** Answers an upgrade that is not made, in words. */
export function decline(socket: Duplex, status: string, sentence: string): void {
  socket.on('error', () => undefined)
  const headers = ['Connection: close', 'Content-Type: text/plain; charset=utf-8']
  const head = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(sentence)}`]
  socket.end([...head, '', sentence].join('\r\n'))
}
