/**
 * A sentence for whoever typed an option that cannot be read, of what Node's `parseArgs` throws: its first sentence, with
 * a full stop. What follows there advises on words that begin with a dash, which none of our commands takes.
 */
export function optionSentence(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\.$/)
  return `${first}.`
}
