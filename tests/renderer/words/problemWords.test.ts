import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { longestText, translateWith } from '../../../app/renderer/words/problemWords.ts'
import { gap, saidIn } from './saidInSource.ts'

const root = resolve(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('a sentence of the app', () => {
  const say = translateWith({
    'MPV was closed.': 'MPV zu.',
    'Try again.': 'Nochmal.',
    '{{host}} is away.': '{{host}} ist weg.',
    'Port {{port}} of {{host}} is away.': 'Auf {{host}} ist Port {{port}} weg.',
    'It ended ({{ourHow}}).': 'Ende ({{ourHow}}).',
    'exit code {{code}}': 'Code {{code}}',
  })

  it('[UI40] with names or figures is said with them, wherever the language puts them', () => {
    expect(say('jellyfin.example is away.')).toBe('jellyfin.example ist weg.')
    expect(say('Port 8096 of nas is away.')).toBe('Auf nas ist Port 8096 weg.')
  })

  it('[UI40] is not mistaken for another one, and a name is never empty', () => {
    expect(say(' is away.')).toBe(' is away.')
    expect(say('The host is away. Wait.')).toBe('The host ist weg. Wait.')
    expect(say('constructor')).toBe('constructor')
  })

  it('[UI40] puts names in as they are, whatever stands in them', () => {
    expect(say('$& {{host}} MPV was closed. is away.')).toBe('$& {{host}} MPV was closed. ist weg.')
    expect(say('It ended (exit code 3).')).toBe('Ende (Code 3).')
    expect(say('It ended (SIGSEGV).')).toBe('Ende (SIGSEGV).')
  })

  it('[UI40] is said beside others in one text, and what has no words stays', () => {
    expect(say('MPV was closed. Try again.')).toBe('MPV zu. Nochmal.')
    expect(say('Who knows. Try again.')).toBe('Who knows. Nochmal.')
  })

  it('[UI41] that is longer than any of ours is left alone, and a made-up one costs next to nothing', () => {
    const long = `Port ${'of '.repeat(longestText)} is away.`
    expect(say(long)).toBe(long)
    const patterns = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`a{{x}}a{{y}}a{{z}}${index}`, '{{x}}']),
    )
    const made = 'a. '.repeat(longestText / 3)
    const startedMs = performance.now()
    expect(translateWith(patterns)(made)).toBe(made)
    expect(performance.now() - startedMs).toBeLessThan(500)
  })
})

/** Whose sentences windows show, and which of them no window ever does. */
const folders = ['protocol', 'sync', 'platform', 'adapters', 'jellyfin', 'companion', 'session-server', 'app']
const seenElsewhere: readonly (readonly [path: RegExp, why: string])[] = [
  [/^companion\/talk\//, 'typed commands are answered where they are typed: in a terminal or in a player'],
  [/^companion\/cli\/(?!findPlayer|sandboxed)/, 'the terminal'],
  [/^adapters\/simulated\//, 'a player of the tests'],
  [/^session-server\/(operating\/|serverOptions|identity\/identityOptions)/, 'whoever runs a server'],
  [/^session-server\/transport\/operatorPages/, 'whoever watches a server'],
  [/^session-server\/transport\/openWatchParty\//, 'viewers in a browser, by the plugin'],
  [/^app\/browser\/options/, 'the terminal that the app is started in'],
  [/^app\/main\/ownPages/, 'an address that no window asks for'],
  [
    /^protocol\/bridge\/bridgeCloses|^companion\/session\/(line|openWatchParty\/partyLine)\./,
    'why a line was closed, told to programs',
  ],
]

const spoken = folders
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !seenElsewhere.some(([elsewhere]) => elsewhere.test(path)))
  .map((path) => ({ path, source: read(path) }))

const wordsOf = (language: string) =>
  z.record(z.string(), z.string()).parse(JSON.parse(read(`app/renderer/words/${language}/problems.json`)))

const said = [...new Set(spoken.flatMap(({ path, source }) => saidIn(path, source)))].map((text) =>
  text.replaceAll(gap, 'X'),
)

describe.each(['de', 'fr'])('what the app says, in %s', (language) => {
  const keys = Object.keys(wordsOf(language))
  /** Which entry a text is said by: its number, then what stood in its gaps. */
  const entryOf = translateWith(
    Object.fromEntries(
      keys.map((key, index) => [
        key,
        `#${index}${(key.match(/{{\w+}}/g) ?? []).map((name) => `|${name}`).join('')}`,
      ]),
    ),
  )
  /** Names and figures are short; a gap that holds half a sentence has taken one that it is not meant for. */
  const isSaid = (text: string) => /^#\d+(\|(?!(The|This|An?|Your) )\S+( \S+){0,3})*$/.test(entryOf(text))

  it('[UI42] is there for every sentence that a window can show', () => {
    expect(said.length).toBeGreaterThan(300)
    expect(said.filter((text) => !isSaid(text))).toEqual([])
  })

  it('[UI12] is of sentences and parts of them that are still said', () => {
    const used = new Set(said.map((text) => entryOf(text).split('|')[0]))
    const sources = spoken.map(({ source }) => source.replaceAll("\\'", "'")).join('\n')
    const isPart = (key: string) => key.split(/{{\w+}}/).every((part) => sources.includes(part))
    expect(keys.filter((key, index) => !used.has(`#${index}`) && !isPart(key))).toEqual([])
  })

  it('[UI42] has the same names and figures as the English', () => {
    const names = (text: string) =>
      [...new Set([...text.matchAll(/{{(.*?)}}/g)].map(([, name = '']) => name))].toSorted()
    const wrong = Object.entries(wordsOf(language)).filter(
      ([english, words]) => words.trim() === '' || String(names(english)) !== String(names(words)),
    )
    expect(wrong).toEqual([])
  })
})

describe('problems', () => {
  it('[UI42] are the same in German and in French', () => {
    expect(Object.keys(wordsOf('de')).toSorted()).toEqual(Object.keys(wordsOf('fr')).toSorted())
  })

  it.each([
    [
      'MPV stopped answering. MPV\'s last words: "[vo] lost. Giving up."',
      'MPV antwortet nicht mehr. Letzte Worte von MPV: „[vo] lost. Giving up.“',
    ],
    ['Grace, Ada and Linus cannot see this film.', 'Grace, Ada und Linus können diesen Film nicht sehen.'],
    ['VLC ended unexpectedly (exit code 1).', 'VLC hat sich unerwartet beendet (Exit-Code 1).'],
    [
      'MPV (/usr/bin/mpv) takes 3.1 s to seek. It starts in 0.4 s, seeks in 3.1 s, and tells its position to 4 ms.',
      'MPV (/usr/bin/mpv) braucht 3.1 s zum Springen. Gemessen: Start in 0.4 s, Sprung in 3.1 s, Stelle auf 4 ms genau.',
    ],
    [
      'MPV works, but is older than what Lockstep was tried with (0.34). It starts in 1 s, seeks in 2 s, and tells its position to 3 ms.',
      'MPV funktioniert, ist aber älter als das, womit Lockstep erprobt wurde (0.34). Gemessen: Start in 1 s, Sprung in 2 s, Stelle auf 3 ms genau.',
    ],
  ])('[UI42] hold what they quote: %s', (english, german) => {
    expect(translateWith(wordsOf('de'))(english)).toBe(german)
  })
})
