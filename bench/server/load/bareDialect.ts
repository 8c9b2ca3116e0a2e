import type { Dialect, Heard } from './dialect.ts'
import { ownDialect } from './ownDialect.ts'

/** The bare relay: the same frames as ours, with a number in front, so that the same bytes are moved. */
export const bareDialect: Dialect = {
  path: '/',
  introduce: () => [],
  create: (roomName) => `room ${roomName}`,
  join: (roomKey) => roomKey,
  ping: (nowMs) => `ping ${ownDialect.ping(nowMs)}`,
  report: (number) => `report ${number} ${ownDialect.report(number)}`,
  command: (number) => `command ${number} ${ownDialect.command(number)}`,
  read,
}

function read(frame: Buffer): Heard {
  const [kind, number] = frame.toString('latin1', 0, 40).split(' ', 2)
  if (kind === 'joined') return { kind, roomKey: frame.toString().slice('joined '.length) }
  if (kind === 'report' || kind === 'command') return { kind, number: Number(number) }
  return { kind: 'other' }
}
