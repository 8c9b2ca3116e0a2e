/** English on the left, another language on the right; `{{name}}` stands for what differs from time to time. */
export type ProblemWords = Readonly<Record<string, string>>

/** Says an English sentence in another language; what has no words there stays as it was. */
export type Translate = (english: string) => string

/** Longer than anything that we say, whoever is named in it: such a text is not ours, and not looked into. */
export const longestText = 1500
/** In so many sentences are texts taken apart at most; what comes after them stays as it was. */
const mostSentences = 8
/** A placeholder that begins so holds words of ours, which are said in the language, too: all others are names. */
const oursBegins = 'our'

interface Pattern {
  /** What stands before, between and after the placeholders. */
  readonly parts: readonly string[]
  readonly names: readonly string[]
  readonly words: string
  readonly weight: number
}

/**
 * Looks sentences up as they are, then by the patterns, of which the one with most words of its own counts. Several
 * sentences in one text are said one by one. Names and figures are put in as they are, whatever stands in them.
 */
export function translateWith(words: ProblemWords): Translate {
  let known: readonly Pattern[] | null = null
  const patterns = () => (known ??= patternsOf(words))
  const whole = (text: string, sayInner: Translate): string | null => {
    if (Object.hasOwn(words, text)) return words[text] ?? null
    for (const pattern of patterns()) {
      const values = valuesIn(text, pattern)
      if (values !== null) return filled(pattern, values, sayInner)
    }
    return null
  }
  const said = (text: string, sayInner: Translate) =>
    whole(text, sayInner) ?? bySentence(text, (one) => whole(one, sayInner))
  // Words of ours within words of ours hold no further ones: a made-up text cannot be nested without end.
  const inner: Translate = (text) => said(text, (name) => name)
  return (english) => (english === '' || english.length > longestText ? english : said(english, inner))
}

const patternsOf = (words: ProblemWords): readonly Pattern[] =>
  Object.entries(words)
    .filter(([english]) => english.includes('{{'))
    .map(([english, said]) => patternOf(english, said))
    .toSorted((one, other) => other.weight - one.weight)

function patternOf(english: string, words: string): Pattern {
  const parts = english.split(/{{\w+}}/)
  const names = [...english.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name)
  return { parts, names, words, weight: parts.join('').length }
}

/**
 * What stands where the placeholders do, none of it empty; null when the text is another one. Each part is looked for
 * once and from the last one on, so that the time it takes grows with the length of the text and no faster.
 */
function valuesIn(text: string, { parts }: Pattern): readonly string[] | null {
  const [first = '', ...others] = parts
  const last = others.pop() ?? ''
  const end = text.length - last.length
  if (!text.startsWith(first) || !text.endsWith(last)) return null
  const values: string[] = []
  let from = first.length
  for (const part of others) {
    const at = text.indexOf(part, from + 1)
    if (at === -1) return null
    values.push(text.slice(from, at))
    from = at + part.length
  }
  return from < end ? [...values, text.slice(from, end)] : null
}

function filled({ names, words }: Pattern, values: readonly string[], sayInner: Translate): string {
  const inPlace = new Map(names.map((name, index) => [name, values[index] ?? '']))
  return words.replaceAll(/{{(\w+)}}/g, (gap, name: string) => {
    const value = inPlace.get(name) ?? gap
    return name.startsWith(oursBegins) ? sayInner(value) : value
  })
}

/** Of several sentences the longest beginning that is known is said, then what comes after it. */
function bySentence(text: string, say: (sentence: string) => string | null): string {
  const ends = [...text.matchAll(/[.!?"](?= )/g)].map(({ index }) => index + 1).slice(0, mostSentences - 1)
  if (ends.length === 0) return text
  const said: string[] = []
  let from = 0
  while (from < text.length) {
    const ahead = [text.length, ...ends.filter((end) => end > from).toReversed()]
    const start = from
    const known = ahead.map((end) => ({ end, words: say(text.slice(start, end)) }))
    const found = known.find(({ words }) => words !== null)
    const end = found?.end ?? ahead.at(-1) ?? text.length
    said.push(found?.words ?? text.slice(from, end))
    from = end + 1
  }
  return said.join(' ')
}
