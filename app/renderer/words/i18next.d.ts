import 'i18next'
import type { words } from './en/words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof words
    enableSelector: false
  }
}
