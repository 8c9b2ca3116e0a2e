import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { words as english } from './en/words.ts'
import { languageFor, type Language } from './languages.ts'

/** What the app says, in the language that is set. */
export interface Words {
  readonly i18n: i18n
  /** Fetches the language when it is not there yet. null = what the system prefers. */
  use(language: Language | null): Promise<void>
}

/** `preferred`: the system's languages, the most liked first. English is there at once, the others come when asked for. */
export function startWords(preferred: readonly string[]): Words {
  const i18n = i18next.createInstance()
  void i18n.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: english },
    defaultNS: 'common',
    // React escapes what it draws; a second time would show through.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  const use = async (chosen: Language | null) => {
    const language = chosen ?? languageFor(preferred)
    if (!i18n.hasResourceBundle(language, 'common')) await fetchInto(i18n, language)
    if (i18n.language !== language) await i18n.changeLanguage(language)
  }
  return { i18n, use }
}

async function fetchInto(i18n: i18n, language: Language): Promise<void> {
  const { words } = await fetchWords(language)
  for (const [area, said] of Object.entries(words)) i18n.addResourceBundle(language, area, said)
}

function fetchWords(language: Language): Promise<{ words: Readonly<Record<string, object>> }> {
  switch (language) {
    case 'en':
      return Promise.resolve({ words: english })
    case 'de':
      return import('./de/words.ts')
    case 'fr':
      return import('./fr/words.ts')
  }
}
