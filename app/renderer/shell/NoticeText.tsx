import { Text } from '@mantine/core'
import type { Problem } from '../../../protocol/problem.ts'
import { useProblemWords } from '../words/useProblemWords.ts'

/** A notice in two lines: what happened, and what to do. */
export function NoticeText({ problem }: { problem: Problem }) {
  const { sentence, nextStep } = useProblemWords(problem)
  return (
    <>
      <Text size="sm" fw={600} dir="auto">
        {sentence}
      </Text>
      {nextStep !== '' && (
        <Text size="sm" c="dimmed" dir="auto">
          {nextStep}
        </Text>
      )}
    </>
  )
}
