import { createSystemClock } from '../../platform/systemClock.ts'
import type { Wire } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { OpenWire } from './client/appLink.ts'
import { beginEarly } from './client/beginEarly.ts'
import { browserWires, onlyWire } from './client/openWire.ts'
import { firstPicture } from './client/firstPicture.ts'

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

/** Opens the line to the app and lets the browser paint, while the window itself is still on its way. */
async function begin(): Promise<void> {
  const clock = createSystemClock()
  const openWire = beginEarly(wires(clock))
  await firstPicture({ document, requestAnimationFrame: (run) => requestAnimationFrame(run), clock })
  const { showWindow } = await import('./showWindow.tsx')
  showWindow(openWire, clock)
}

// Not awaited here: the window imports what stands in the file of this module, which would be waiting for the window.
void begin()
