import { z } from 'zod'

export interface MenuItem {
  readonly label?: string
  readonly click?: (item: { readonly checked: boolean }) => void
}

/** Tells the test what would have been seen: a dialog, a notification, a page outside. */
export const told = (what: string, about: unknown): void => void process.send?.({ what, about })

/** What a test does to the app from outside of its windows. */
const doingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('press-key'), key: z.string() }),
  z.object({ kind: z.literal('power'), event: z.enum(['suspend', 'resume']) }),
  z.object({ kind: z.literal('open-url'), url: z.string() }),
  z.object({ kind: z.literal('quit') }),
  z.object({ kind: z.literal('crash') }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('close-window') }),
  z.object({ kind: z.literal('close-last-window') }),
  z.object({ kind: z.literal('windows') }),
  z.object({ kind: z.literal('answer-dialogs'), response: z.int() }),
  z.object({ kind: z.literal('click-menu'), label: z.string(), checked: z.boolean() }),
])

export type Doing = z.infer<typeof doingSchema>

interface Doings {
  pressKey(key: string): void
  power(event: string): void
  openUrl(url: string): void
  quit(): void
  crash(): void
  hang(): void
  closeWindow(): void
  closeLastWindow(): void
  windows(): unknown
}

export function listenToTest(doings: Doings) {
  let response = 0
  let menu: readonly MenuItem[] = []
  const perform = (doing: Doing): void => {
    switch (doing.kind) {
      case 'press-key':
        return doings.pressKey(doing.key)
      case 'power':
        return doings.power(doing.event)
      case 'open-url':
        return doings.openUrl(doing.url)
      case 'quit':
        return doings.quit()
      case 'crash':
        return doings.crash()
      case 'hang':
        return doings.hang()
      case 'close-window':
        return doings.closeWindow()
      case 'close-last-window':
        return doings.closeLastWindow()
      case 'windows':
        return told('windows', doings.windows())
      case 'answer-dialogs':
        response = doing.response
        return
      case 'click-menu':
        return menu.find(({ label }) => label === doing.label)?.click?.({ checked: doing.checked })
    }
  }
  process.on('message', (message) => {
    const read = doingSchema.safeParse(message)
    if (read.success) perform(read.data)
  })
  process.on('disconnect', () => process.exit(0))
  return {
    dialogAnswer: () => response,
    setMenu: (items: readonly MenuItem[]) => {
      menu = items
      told(
        'menu',
        items.map(({ label }) => label).filter((label) => label !== undefined),
      )
    },
  }
}
