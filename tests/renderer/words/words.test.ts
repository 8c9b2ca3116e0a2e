import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { directionOf, languageFor } from '../../../app/renderer/words/languages.ts'
import { roomReasons } from '../../../protocol/roomReasons.ts'
import { trustReasons } from '../../../protocol/trustReasons.ts'
import { wireReasons } from '../../../protocol/wireReasons.ts'

const folder = resolve(import.meta.dirname, '../../../app/renderer/words')
const languages = ['en', 'de', 'fr'] as const
/** Plural forms by language (CLDR): a sentence that counts has each of them, and no other one. */
const plurals = { en: ['one', 'other'], de: ['one', 'other'], fr: ['one', 'many', 'other'] }
const plural = /_(zero|one|two|few|many|other)$/

type Said = ReadonlyMap<string, string>

function said(language: string): Said {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))
  return new Map(
    files.flatMap((name) => leaves(name, JSON.parse(readFileSync(join(folder, language, name), 'utf8')))),
  )
}

function leaves(path: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner))
}

const stems = (words: Said) =>
  [...new Set([...words.keys()].map((key) => key.replace(plural, '')))].toSorted()
const placeholders = (text: string) =>
  [...text.matchAll(/{{(.*?)}}/g)].map(([, name = '']) => name).toSorted()

const english = said('en')

describe.each(languages)('what is said in %s', (language) => {
  const words = said(language)

  it('[UI10] has the same keys as English', () => {
    const own = (key: string) => !key.startsWith('problems.json')
    expect(stems(words).filter(own)).toEqual(stems(english).filter(own))
  })

  it('[UI10] has every plural form of the language and no other one', () => {
    const counted = [
      ...new Set([...words.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''))),
    ]
    for (const stem of counted) {
      const forms = [...words.keys()].filter((key) => key.replace(plural, '') === stem && key !== stem)
      expect(forms.toSorted()).toEqual(plurals[language].map((form) => `${stem}_${form}`).toSorted())
    }
  })

  it('[UI10] has the same placeholders as English, and says something everywhere', () => {
    const originalOf = (key: string) => english.get(key) ?? english.get(key.replace(plural, '_other'))
    const wrong = [...words].filter(([key, text]) => {
      const original = originalOf(key)
      const isSame = original === undefined || String(placeholders(text)) === String(placeholders(original))
      return text.trim() === '' || !isSame
    })
    expect(wrong).toEqual([])
  })
})

describe.each(['de', 'fr'])('problems in %s', (language) => {
  const read = (path: string) => readFileSync(path, 'utf8')
  const said = z
    .record(z.string(), z.string())
    .parse(JSON.parse(read(join(folder, language, 'problems.json'))))

  it('[UI12] are there for every reason of a room, of trust and of the line', () => {
    const reasons = Object.values({ ...roomReasons, ...trustReasons, ...wireReasons })
    const missing = reasons
      .flatMap(({ sentence, nextStep }) => [sentence, nextStep])
      .filter((text) => said[text] === undefined)
    expect(missing).toEqual([])
  })
})

describe('which language is spoken', () => {
  it("[UI11] is the first of the system's that we know, else English", () => {
    expect(languageFor(['de-AT', 'en'])).toBe('de')
    expect(languageFor(['nl', 'FR-ca', 'de'])).toBe('fr')
    expect(languageFor(['nl'])).toBe('en')
    expect(languageFor([])).toBe('en')
  })

  it('[UI11] tells the page where its lines begin', () => {
    expect(['en', 'de', 'fr', 'ar', 'he-IL'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'rtl', 'rtl'])
  })
})
