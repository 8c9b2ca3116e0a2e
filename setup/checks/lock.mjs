// Is package-lock.json whole? npm drops a platform package that the registry lacks without a word, and the next
// `npm ci` on that platform fails. Also: the lock names no download host, and versions in package.json are exact.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

/**
 * Every place where Node would look for a package that `owner` imports, nearest first.
 *
 * @param {string} owner path of the importing package in the lock, '' for the project
 * @param {string} name
 * @returns {string[]}
 */
function placesOf(owner, name) {
  const levels = owner === '' ? [] : owner.split(/\/?node_modules\//).slice(1)
  const prefixes = levels.map((_, depth) =>
    levels
      .slice(0, depth + 1)
      .map((level) => `node_modules/${level}/`)
      .join(''),
  )
  return ['', ...prefixes].toReversed().map((prefix) => `${prefix}node_modules/${name}`)
}

const problems = []
for (const [owner, entry] of Object.entries(packages)) {
  const optionalPeers = Object.entries(entry.peerDependenciesMeta ?? {}).filter(([, meta]) => meta.optional)
  const skipped = new Set(optionalPeers.map(([name]) => name))
  const needed = {
    ...entry.dependencies,
    ...entry.optionalDependencies,
    ...(owner === '' ? entry.devDependencies : {}),
  }
  for (const name of Object.keys(needed)) {
    if (skipped.has(name) || placesOf(owner, name).some((place) => place in packages)) continue
    problems.push(`${owner || 'package.json'} needs ${name}, which the lock does not hold`)
  }
  if (/^https?:/.test(entry.resolved ?? '')) problems.push(`${owner} names a download address (resolved)`)
  if (owner !== '' && entry.integrity === undefined && !entry.link && !entry.inBundle) {
    problems.push(`${owner} has no integrity`)
  }
}

for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
  for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
    if (packages[''][kind]?.[name] !== version)
      problems.push(`${name} differs between package.json and the lock`)
    if (!/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      problems.push(`${name} is not pinned: ${version}`)
  }
}

for (const problem of problems) console.error(problem)
console.log(`lock: ${Object.keys(packages).length - 1} packages, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)
