import { z } from 'zod'
import { failure, success, type Result } from './result.ts'
import {
  clientMessageSchema,
  serverMessageSchema,
  type ClientMessage,
  type ServerMessage,
} from './session.ts'

/** Where a frame fails first, for the log of whoever received it. It never repeats the frame's content. */
export interface MalformedFrame {
  readonly path: string
  readonly expectation: string
}

export const encode = (message: ClientMessage | ServerMessage): string => JSON.stringify(message)

/** Reads what a companion sent. Anything that is not exactly a message of the protocol is a failure. */
export const decodeClientMessage = (frame: unknown): Result<ClientMessage, MalformedFrame> =>
  decodeWith(clientMessageSchema, frame)

/** Reads what a session server sent. */
export const decodeServerMessage = (frame: unknown): Result<ServerMessage, MalformedFrame> =>
  decodeWith(serverMessageSchema, frame)

const anyHelloSchema = z.object({ type: z.literal('hello'), protocol: z.int() })

/**
 * The protocol version that a hello names, even when the rest of it is of another version and cannot be read;
 * null for every other frame. Only so can a refusal say that the versions differ.
 */
export function protocolOfHello(frame: unknown): number | null {
  const hello = decodeWith(anyHelloSchema, frame)
  return hello.ok ? hello.value.protocol : null
}

function decodeWith<Message>(schema: z.ZodType<Message>, frame: unknown): Result<Message, MalformedFrame> {
  const json = parseJson(frame)
  if (!json.ok) return json
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return success(parsed.data)
  const [issue] = parsed.error.issues
  return failure({ path: issue?.path.join('.') ?? '', expectation: issue?.message ?? 'a known message' })
}

function parseJson(frame: unknown): Result<unknown, MalformedFrame> {
  if (typeof frame !== 'string') return failure({ path: '', expectation: 'a text frame' })
  try {
    return success(JSON.parse(frame))
  } catch {
    return failure({ path: '', expectation: 'JSON' })
  }
}
