import { z } from 'zod'

/** How long one line may be, in characters (code points: an emoji may be several). */
export const chatTextLimit = 500
/** How many lines a room remembers for whoever comes later. */
export const chatLinesKept = 200

const isShortEnough = (text: string) => [...text].length <= chatTextLimit

/** What a member wants to say: 1 to 500 characters after trimming. The server takes out what nobody can see. */
export const chatTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(2 * chatTextLimit)
  .refine(isShortEnough, `at most ${chatTextLimit} characters`)

/** What somebody said in a room. */
export const chatLineSchema = z.object({
  /** Counts the lines of the room from 1; a line that is known already is known by it. */
  number: z.int().min(1),
  /** When it was said, session clock. */
  atMs: z.number().finite(),
  /** The name is kept with the line: whoever said it may have left. */
  memberId: z.string().max(64),
  name: z.string().max(64),
  text: z
    .string()
    .min(1)
    .max(2 * chatTextLimit),
})

export type ChatLine = z.infer<typeof chatLineSchema>
