import './theme/styles.ts'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { createSystemClock } from '../../platform/systemClock.ts'
import type { Wire } from '../../protocol/wire.ts'
import { createAppLink, type OpenWire } from './client/appLink.ts'
import { browserWires, onlyWire } from './client/openWire.ts'
import { Root } from './shell/Root.tsx'
import { startWords } from './words/startWords.ts'
import type { Clock } from '../../sync/clock.ts'

declare global {
  interface Window {
    /** Electron's preload puts it here; a window of a browser has none. */
    readonly lockstepWire?: Wire
  }
}

/** How this window reaches its app. */
function wires(clock: Clock): OpenWire {
  if (window.lockstepWire !== undefined) return onlyWire(window.lockstepWire)
  return browserWires({
    location: window.location,
    fetch: (path, request) => fetch(path, request),
    WebSocket,
    clock,
    forgetKey: () => window.history.replaceState(null, '', window.location.pathname),
  })
}

// Without this zod would try to compile its checks, which the page's policy forbids and reports.
z.config({ jitless: true })
const clock = createSystemClock()
const link = createAppLink(wires(clock), clock)
const words = startWords(navigator.languages)
const place = document.getElementById('root')
if (place !== null) createRoot(place).render(<Root link={link} clock={clock} words={words} />)
