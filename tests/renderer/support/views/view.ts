import type { Page } from 'playwright-core'
import type { AppState } from '../../../../protocol/bridge/appState.ts'
import type { Answers, FakeAppParts } from '../fakeApp.ts'

/** A screen in one of its states: looked at in pictures and examined for accessibility. */
export interface View {
  /** Of the picture's file: `home`, `home-empty`, ... */
  readonly name: string
  /** The screen's address within the window. */
  readonly path: string
  readonly state: AppState
  readonly answers?: Answers
  readonly onCommand?: FakeAppParts['onCommand']
  /** What a person does there before it looks as it should. */
  readonly act?: (page: Page) => Promise<void>
}
