import { z } from 'zod'

/** What MPV writes on its control socket: https://mpv.io/manual/stable/#json-ipc */
const replySchema = z.object({
  request_id: z.number().int().positive(),
  error: z.string(),
  data: z.unknown().optional(),
})

const eventSchema = z.looseObject({
  event: z.string(),
  id: z.number().optional(),
  name: z.string().optional(),
  data: z.unknown().optional(),
  reason: z.string().optional(),
  file_error: z.string().optional(),
  playlist_entry_id: z.number().optional(),
  args: z.array(z.string()).optional(),
})

export type IpcReplyMessage = z.infer<typeof replySchema>
export type IpcEvent = z.infer<typeof eventSchema>

export type IpcMessage =
  | { readonly kind: 'reply'; readonly reply: IpcReplyMessage }
  | { readonly kind: 'event'; readonly event: IpcEvent }
  | { readonly kind: 'garbage' }

/** Anything that is neither a reply to a numbered request nor an event is garbage, never an exception. */
export function readIpcLine(line: string): IpcMessage {
  const value = parseJson(line)
  const event = eventSchema.safeParse(value)
  if (event.success) return { kind: 'event', event: event.data }
  const reply = replySchema.safeParse(value)
  return reply.success ? { kind: 'reply', reply: reply.data } : { kind: 'garbage' }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
