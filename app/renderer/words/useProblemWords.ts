import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../protocol/problem.ts'

type ProblemWords = Pick<Problem, 'sentence' | 'nextStep'>

/** A problem in the language that is set: by its code, else as the app put it. */
export function useProblemWords(problem: Problem): ProblemWords {
  const { i18n } = useTranslation()
  const said: unknown = i18n.getResource(i18n.language, 'problems', problem.code)
  return isProblemWords(said) ? said : problem
}

const isProblemWords = (said: unknown): said is ProblemWords =>
  typeof said === 'object' && said !== null && 'sentence' in said && 'nextStep' in said
