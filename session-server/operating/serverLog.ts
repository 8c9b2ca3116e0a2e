import pino, { type DestinationStream, type Logger } from 'pino'

/** Whatever is called so is never written, however it came into a line. */
const secretNames = [
  'token',
  'resumeToken',
  'grant',
  'invitation',
  'invite',
  'credential',
  'password',
  'secret',
  'authorization',
  'cookie',
]

/** The server's own log: a JSON object in each line, on stderr unless told otherwise. */
export const createServerLog = (
  level: string,
  destination: DestinationStream = pino.destination(2),
): Logger =>
  pino(
    { level, redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]) } },
    destination,
  )
