import { z } from 'zod'

/** One emoji. Faces may offer these first. */
export const commonReactions = ['👍', '❤️', '😂', '😮', '😢', '👏', '🎉', '🔥'] as const

/** Exactly one emoji of the set that is recommended for interchange (Unicode TS 51), sequences included. */
const oneEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v')

export const reactionSchema = z.string().max(64).regex(oneEmoji)
