import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileVariable } from '../../../session-server/operating/gatherOptions.ts'
import { serverOptionList } from '../../../session-server/operating/optionList.ts'

const deploy = new URL('../../../deploy/', import.meta.url).pathname
const files = readdirSync(deploy).map((name) => ({ name, text: readFileSync(join(deploy, name), 'utf8') }))
const page = readFileSync(join(deploy, '../docs/operating.md'), 'utf8')

describe('what is deployed', () => {
  it('[OP40] names options that the server has, and no others', () => {
    const known = new Set([...serverOptionList().map(({ variable }) => variable), fileVariable])
    const named = [...files, { name: 'operating.md', text: page }].flatMap(({ name, text }) =>
      [...text.matchAll(/LOCKSTEP_SERVER_[A-Z_]*[A-Z]/g)].map(([variable]) => ({ name, variable })),
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ variable }) => !known.has(variable))).toEqual([])
  })

  it('[OP40] holds no secret, and no image runs as root', () => {
    const text = (wanted: string) => files.find(({ name }) => name === wanted)?.text ?? ''
    expect(text('Dockerfile')).toMatch(/^USER node$/m)
    expect(text('compose.yml')).toContain('read_only: true')
    for (const { text: each } of files) expect(each).not.toMatch(/(SECRET|TOKEN)[A-Z_]*: [^$\n]/)
  })

  it('[OP40] the image takes along every folder that the command line imports', () => {
    const dockerfile = files.find(({ name }) => name === 'Dockerfile')?.text ?? ''
    const ignored = files.find(({ name }) => name === 'Dockerfile.dockerignore')?.text ?? ''
    const copied = [...dockerfile.matchAll(/^COPY (\S+) \.\/\1$/gm)].map(([, folder]) => folder)
    expect(copied).toEqual(
      expect.arrayContaining([
        'protocol',
        'sync',
        'platform',
        'session-server',
        'companion',
        'adapters',
        'jellyfin',
      ]),
    )
    for (const folder of copied) expect(ignored).toContain(`!${folder}\n`)
  })
})
