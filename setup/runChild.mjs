import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * After a SIGINT, how long the child has to end by itself before it is asked with a SIGTERM. Ctrl-c reaches the child
 * from the terminal already; passing it on at once would be a second ctrl-c, which programs take for impatience.
 */
const INTERRUPT_GRACE_MS = 1000

/**
 * Runs a program to its end and resolves to its exit code (128 + n when signal n ended it). SIGTERM and SIGHUP are
 * passed on at once, SIGINT see above; this process never ends before the child has.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, stopped: boolean, error?: Error }>} `stopped`: we were asked to end meanwhile
 */
export function runChild(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, options)
    const signals = passOnSignals(child)
    child.on('error', (error) => {
      signals.release()
      resolve({ code: 127, stopped: signals.seen(), error })
    })
    child.on('exit', (code, signal) => {
      signals.release()
      resolve({
        code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'],
        stopped: signals.seen() || signal !== null,
      })
    })
  })
}

/** @param {import('node:child_process').ChildProcess} child */
function passOnSignals(child) {
  let seen = false
  /** @type {NodeJS.Timeout | undefined} */
  let grace
  const interrupted = () => {
    seen = true
    grace ??= setTimeout(() => child.kill('SIGTERM'), INTERRUPT_GRACE_MS)
  }
  const ended = (/** @type {NodeJS.Signals} */ signal) => {
    seen = true
    child.kill(signal)
  }
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', ended)
  process.on('SIGHUP', ended)
  const release = () => {
    clearTimeout(grace)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', ended)
    process.off('SIGHUP', ended)
  }
  return { release, seen: () => seen }
}
