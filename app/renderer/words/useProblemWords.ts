import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'
import { translateWith, type ProblemWords, type Translate } from './problemWords.ts'

type Told = Pick<Problem, 'sentence' | 'nextStep'>

/** A problem in the language that is set. `problems.json` goes by the English sentences: a code stands for several of them. */
export function useProblemWords({ sentence, nextStep }: Told): Told {
  const say = useSayEnglish()
  return { sentence: say(sentence), nextStep: say(nextStep) }
}

/** Says what comes from the app in English in the language that is set. */
export function useSayEnglish(): Translate {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(() => {
    const words = i18n.getResourceBundle(language, 'problems') as ProblemWords | undefined
    return words === undefined ? (english) => english : translateWith(words)
  }, [i18n, language])
}
