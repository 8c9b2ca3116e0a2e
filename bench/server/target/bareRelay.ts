import { createServer } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { answerQuestions } from './answerQuestions.ts'

/**
 * The least that a relay can be: whoever names a room first is in it, and what one of them sends comes to all of
 * them as it is. It reads nothing, keeps nothing and decides nothing; what a session server costs beyond this is its own.
 */
const rooms = new Map<string, WebSocket[]>()
const http = createServer()
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  let members: WebSocket[] = []
  socket.on('message', (frame: Buffer) => {
    const text = frame.toString('latin1')
    if (text.startsWith('room ')) {
      members = rooms.get(text) ?? []
      rooms.set(text, members)
      members.push(socket)
      socket.send(`joined ${text}`)
    } else if (text.startsWith('ping ')) socket.send(text)
    else for (const member of members) member.send(text)
  })
})
http.listen(0, '127.0.0.1', 4096, () => {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The relay listens on no port.')
  answerQuestions()
  process.send?.({ url: `ws://127.0.0.1:${address.port}` })
})
