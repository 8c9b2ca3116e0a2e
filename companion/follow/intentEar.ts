import {
  expectEcho,
  judge,
  type Expectation,
  type ExpectationList,
  type Heard,
  type Intent,
} from '../../sync/intent.ts'

export type { Intent } from '../../sync/intent.ts'

export type HearingContext = Parameters<typeof judge>[2]

/** Tells the viewer's doings from the echoes of our own commands, with the memory that this takes. */
export interface IntentEar {
  expect(expectation: Expectation): void
  judge(heard: Heard, context: HearingContext): Intent
}

export function createIntentEar(): IntentEar {
  let list: ExpectationList = []
  return {
    expect: (expectation) => {
      list = expectEcho(list, expectation)
    },
    judge: (heard, context) => {
      const judged = judge(list, heard, context)
      list = judged.list
      return judged.intent
    },
  }
}
