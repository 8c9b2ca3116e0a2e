import { companionCommandSchema } from '../../protocol/companionCommand.ts'
import type { SlashRow, Understood } from './spoken.ts'
import { command, unclear } from './understanding.ts'

const ANY = 'any'
const NONE = 'none'

const listed = (word: string): string[] => (word === ANY ? [] : word.split(',').filter((one) => one !== ''))

/** "ja,en none": first the sound's, then, if named, the subtitles'; without subtitles named any will do. */
function readLanguages(words: string): Understood {
  const [audio = '', subtitle = ANY, ...more] = words.toLowerCase().split(/\s+/)
  const asked = {
    kind: 'set-languages',
    audio: listed(audio),
    subtitle: subtitle === NONE ? null : listed(subtitle),
  }
  const understood = companionCommandSchema.safeParse(asked)
  if (audio === '' || audio === NONE || more.length > 0 || !understood.success) {
    return unclear(
      'Those are no languages.',
      'Type those of the sound, then those of the subtitles: /languages ja,en en. "any" has no preference, "none" no subtitles.',
    )
  }
  return command(understood.data)
}

export const slashLanguages: SlashRow = {
  name: 'languages',
  words: 'SOUND [SUBTITLES]',
  does: 'like these best, in every film: "ja,en none"',
  firstWords: () => [ANY],
  read: readLanguages,
}
