/**
 * Tells the person at the terminal what set-up is doing. Always on stderr: stdout belongs to the program that is
 * started afterwards (`--json`).
 *
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`lockstep: ${sentence}\n`)
}
