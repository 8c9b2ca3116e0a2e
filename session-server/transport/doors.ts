import type { SessionPort } from './sessionPort.ts'

/** Several ports behind one: each takes the upgrades of its path, `usual` those of all others. */
export function doorsByPath(usual: SessionPort, ports: Readonly<Record<string, SessionPort>>): SessionPort {
  return {
    upgrade: (request, socket, head) => {
      const path = (request.url ?? '').split('?', 1)[0] ?? ''
      const port = ports[path.replace(/\/$/, '')] ?? usual
      port.upgrade(request, socket, head)
    },
    close: (reason) => {
      for (const port of [usual, ...Object.values(ports)]) port.close(reason)
    },
  }
}
