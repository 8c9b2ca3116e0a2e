/**
 * What runs in a page before its own scripts: the preload, as in a sandbox, with nothing to require but Electron. What
 * crosses its bridge is copied, functions are wrapped: no object of one side gets to the other.
 */
export const pageScript = (preload: string): string => `(() => {
  if (window !== window.top) return
  const listeners = new Map()
  // For tests: what the app told this page.
  window.__told = []
  window.__fromMain = (channel, message) => {
    window.__told.push(message)
    for (const listener of listeners.get(channel) ?? []) listener({}, message)
  }
  window.open = (address) => {
    void window.__toOpen(new URL(address, window.location.href).href)
    return null
  }
  const ipcRenderer = {
    send: (channel, message) => void window.__toMain(channel, structuredClone(message)),
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    },
    off: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener))
    },
  }
  const cross = (value) => {
    if (typeof value === 'function') return (...parts) => cross(value(...parts.map(cross)))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, inner]) => [name, cross(inner)])
    return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
  }
  const contextBridge = {
    exposeInMainWorld: (name, value) =>
      Object.defineProperty(window, name, { value: Object.freeze(cross(value)), enumerable: true }),
  }
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer }
    throw new Error('a sandboxed preload may require electron only, not ' + name)
  }
  ;(function (require, module, exports, process, Buffer) {
${preload}
  })(require, { exports: {} }, {}, undefined, undefined)
})()`
