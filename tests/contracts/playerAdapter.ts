import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { describeEnds } from './playerEnds.ts'
import { describeEvents } from './playerEvents.ts'
import { describeFace } from './playerFace.ts'
import { describeMotion } from './playerMotion.ts'
import { createTrial } from './playerTrial.ts'
import type { PlayerFixtures, PlayerTrial } from './playerTrial.ts'

export type { PlayerFixture, PlayerFixtures } from './playerTrial.ts'

/** What every adapter has to pass (rules PL1 to PL24). */
export function describePlayerAdapter(name: string, fixtures: PlayerFixtures) {
  describe(`the player contract: ${name}`, () => {
    let current: PlayerTrial
    const trial = () => current

    beforeAll(() => fixtures.setUp?.())
    afterAll(() => fixtures.tearDown?.())
    beforeEach(async () => {
      current = await createTrial(fixtures)
    })
    afterEach(() => current.fixture.dispose())

    describeMotion(trial)
    describeEvents(trial)
    describeFace(trial)
    describeEnds(trial)
  })
}
