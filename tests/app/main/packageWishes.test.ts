import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..', '..')
const builder = z
  .looseObject({
    linux: z.looseObject({ target: z.array(z.string()), maintainer: z.string(), synopsis: z.string() }),
    extraMetadata: z.strictObject({
      homepage: z.url(),
      author: z.strictObject({ name: z.string().min(1), email: z.email() }),
    }),
  })
  .parse(parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'), { strict: true }))

it('[EL19] says what packages for Linux demand: a home, and who answers for it', () => {
  const { linux, extraMetadata } = builder
  expect(linux.target).toEqual(expect.arrayContaining(['deb', 'rpm']))
  expect(linux.maintainer).toBe(`${extraMetadata.author.name} <${extraMetadata.author.email}>`)
})
