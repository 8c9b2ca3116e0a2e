import './client/withoutEval.ts'
import './theme/styles.ts'
import { createRoot } from 'react-dom/client'
import type { Clock } from '../../sync/clock.ts'
import { createAppLink, type OpenWire } from './client/appLink.ts'
import { Root } from './shell/Root.tsx'
import { startWords } from './words/startWords.ts'

/** Puts the window into the page. */
export function showWindow(openWire: OpenWire, clock: Clock): void {
  const link = createAppLink(openWire, clock)
  const words = startWords(navigator.languages)
  const place = document.getElementById('root')
  if (place !== null) createRoot(place).render(<Root link={link} clock={clock} words={words} />)
}
