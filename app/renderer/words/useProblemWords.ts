import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'

type ProblemWords = Pick<Problem, 'sentence' | 'nextStep'>

/**
 * A problem in the language that is set. `problems.json` goes by the English sentences: a code stands for several of
 * them, and what has a name or a figure in it stays as the app put it.
 */
export function useProblemWords({ sentence, nextStep }: ProblemWords): ProblemWords {
  const { i18n } = useTranslation()
  const said = i18n.getResourceBundle(i18n.language, 'problems') as Said | undefined
  return { sentence: said?.[sentence] ?? sentence, nextStep: said?.[nextStep] ?? nextStep }
}

type Said = Readonly<Record<string, string | undefined>>
