import type { MadeLink } from '../../protocol/invitationLink.ts'

/** A signed link for people: what it does, and the link itself in a line of its own. */
export const linkLines = (link: MadeLink): readonly string[] => [linkSentence(link), link.webLink]

/** What a signed link does, and until when (in the time of this place). */
export function linkSentence({ role, once, untilWallMs }: MadeLink): string {
  const whom = once ? 'the first who comes with it' : 'whoever has it'
  const until = new Date(untilWallMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
  return `This link lets ${whom} in as a ${role}, until ${until}:`
}
