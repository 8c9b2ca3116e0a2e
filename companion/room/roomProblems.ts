import { chatTextLimit } from '../../protocol/chat.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure } from '../../protocol/result.ts'

export const notALine: Problem = {
  code: 'not-a-line',
  sentence: 'A line of the chat is neither empty nor too long.',
  nextStep: `Say it in at most ${chatTextLimit} characters.`,
}

export const overtaken: Problem = {
  code: 'overtaken',
  sentence: 'Something else was begun meanwhile.',
  nextStep: '',
}

export const noVote: Problem = {
  code: 'no-vote',
  sentence: 'There is no vote under way.',
  nextStep: 'Look at the room as it is now.',
}

export const notInARoom = failure<Problem>({
  code: 'not-in-a-room',
  sentence: 'You are in no room.',
  nextStep: 'Create one, or join one with a link.',
})

export const otherFilmOpen: Problem = {
  code: 'other-film',
  sentence: 'Something else is open in the player.',
  nextStep: 'Start the player again to come back to the film; /player in the chat does so, too.',
}
