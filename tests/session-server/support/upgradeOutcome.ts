import { WebSocket } from 'ws'

/** What a WebSocket is answered that is opened from `origin` (absent = by no page): 101 when it opens. */
export const upgradeOutcome = (url: string, origin?: string): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, origin === undefined ? {} : { origin })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', () => undefined)
  })
