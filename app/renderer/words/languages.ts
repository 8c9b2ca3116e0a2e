import type { AppSettings } from '../../../protocol/bridge/settings.ts'

export type Language = NonNullable<AppSettings['language']>

/** In the order in which they are offered; each by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
}

const isLanguage = (name: string): name is Language => name in languageNames

/** The first of the system's languages that we speak, whatever country it is spoken in; English when there is none. */
export function languageFor(preferred: readonly string[]): Language {
  return preferred.map((name) => name.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en'
}

/** Writing from right to left; none of ours is yet, but what a person writes may be. */
const fromTheRight = ['ar', 'fa', 'he', 'ur', 'yi']

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  fromTheRight.includes(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'
