import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { scratchFolder } from '../support/scratchFolder.ts'

const deploy = new URL('../../../deploy/', import.meta.url).pathname
const read = (name: string) => readFileSync(join(deploy, name), 'utf8')

/** As much of the Compose specification as is used here; a key that is misspelt, or not known, is found. */
const service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.string().optional(),
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string().startsWith('/')).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  ulimits: z.record(z.string(), z.int()).optional(),
  mem_limit: z
    .string()
    .regex(/^\d+[kmg]$/)
    .optional(),
  pids_limit: z.int().optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
  volumes: z.array(z.string().regex(/^(\$\{[^}]+\}|[^:]+):\/[^:]*(:ro)?$/)).optional(),
  ports: z.array(z.string().regex(/^([\d.]+:)?\d+:\d+$/)).optional(),
  networks: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
})
const composeSchema = z.strictObject({
  name: z.string().optional(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()).optional(),
  networks: z
    .record(
      z.string(),
      z.strictObject({ ipam: z.strictObject({ config: z.array(z.object({ subnet: z.string() })) }) }),
    )
    .optional(),
})

function compose(name: string): z.infer<typeof composeSchema> {
  const [document, ...more] = parseAllDocuments(read(name), { strict: true, uniqueKeys: true })
  if (document === undefined || !('errors' in document)) throw new Error(`${name} is empty.`)
  expect({ name, more, errors: document.errors, warnings: document.warnings }).toEqual({
    ...{ name, more: [], errors: [], warnings: [] },
  })
  return composeSchema.parse(document.toJS())
}

/** What stands in one of these files holds for them merged, as they are started together. */
const base = () => compose('compose.yml')
const besides = readdirSync(deploy).filter((name) => /^compose\..+\.yml$/.test(name))

describe('what is deployed can be read by what reads it', () => {
  it.each(['compose.yml', ...besides])(
    '[OP41] %s is a Compose file whose names all lead somewhere',
    (name) => {
      const own = compose(name)
      const services = { ...base().services, ...own.services }
      const volumes = { ...base().volumes, ...own.volumes }
      const networks = { ...base().networks, ...own.networks }
      for (const { volumes: mounts = [], networks: joined = [], depends_on: needs = {} } of Object.values(
        own.services,
      )) {
        expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(needs)))
        expect(Object.keys(networks)).toEqual(expect.arrayContaining(joined))
        const sources = mounts
          .map((mount) => mount.split(':')[0] ?? '')
          .filter((source) => !source.startsWith('$'))
        const files = sources.filter((source) => source.startsWith('./')).map((source) => source.slice(2))
        expect(readdirSync(deploy)).toEqual(expect.arrayContaining(files))
        expect(Object.keys(volumes)).toEqual(
          expect.arrayContaining(sources.filter((source) => !source.startsWith('.'))),
        )
      }
    },
  )

  it('[OP41] the image is built by instructions that there are, from files that there are', () => {
    const lines = read('Dockerfile').replace(/\\\n/g, ' ').split('\n')
    const steps = lines.filter((line) => line !== '' && !line.startsWith('#'))
    const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT) \S/
    expect(steps.filter((step) => !known.test(step))).toEqual([])
    expect(steps[0]).toMatch(/^FROM /)
    const repository = readdirSync(join(deploy, '..'))
    const copied = steps
      .filter((step) => /^COPY (?!--)/.test(step))
      .flatMap((step) => step.split(' ').slice(1, -1))
    expect(repository).toEqual(expect.arrayContaining(copied))
    // In the form of a list, so that signals reach the server and no shell.
    for (const step of steps.filter((each) => each.startsWith('ENTRYPOINT')))
      expect(() => z.array(z.string()).parse(JSON.parse(step.slice('ENTRYPOINT '.length)))).not.toThrow()
  })

  it.each(['nginx.conf', 'Caddyfile'])('[OP41] %s has every block closed, and every word ended', (name) => {
    const lines = read(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
    let depth = 0
    for (const line of lines) {
      if (line === '}') depth -= 1
      else if (line.endsWith('{')) depth += 1
      else if (name === 'nginx.conf') expect(line.replace(/\s+#.*$/, '')).toMatch(/;$/)
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
  })

  const analyze = spawnSync('systemd-analyze', ['--version']).status === 0
  if (!analyze)
    console.warn('NOT RUN: the unit of systemd was not verified, because there is no systemd-analyze here.')
  it.skipIf(!analyze)('[OP41] the unit is one that systemd understands whole', () => {
    const folder = scratchFolder()
    const node = join(folder.path, 'node')
    mkdirSync(folder.path, { recursive: true })
    cpSync('/bin/true', node)
    // The checkout is elsewhere on this machine; everything else stays as it is.
    const unit = read('lockstep-server.service').replaceAll(
      /\/opt\/lockstep\/node_modules\/\.bin\/node/g,
      node,
    )
    const file = join(folder.path, 'lockstep-server.service')
    writeFileSync(file, unit)
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    })
    const ours = stderr.split('\n').filter((line) => line.includes('lockstep-server'))
    expect({ ours, status }).toEqual({ ours: [], status: 0 })
    folder.remove()
  })
})
