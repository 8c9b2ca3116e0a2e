import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { closeReasonOf, closeReasons } from '../../protocol/closeReasons.ts'
import { actionSchema } from '../../protocol/action.ts'
import { clientMessageSchema, serverMessageSchema } from '../../protocol/session.ts'

const page = readFileSync(new URL('../../protocol/README.md', import.meta.url), 'utf8')
const rowOf = (name: string) => page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''

describe("the protocol's page", () => {
  it('[SV40] has a row for every message, with every one of its fields', () => {
    for (const { shape } of [...clientMessageSchema.options, ...serverMessageSchema.options]) {
      const row = rowOf(shape.type.value)
      expect(row, `row of ${shape.type.value}`).not.toBe('')
      for (const field of Object.keys(shape)) if (field !== 'type') expect(row).toContain(`\`${field}\``)
    }
  })

  it('[SV40] names every action', () => {
    for (const { shape } of actionSchema.options) expect(page).toContain(`\`${shape.kind.value}\``)
  })

  it('[SV40] has a row for every reason, with its close code, HTTP status and whether to try again', () => {
    for (const [reason, { closes, http, retryable }] of Object.entries(closeReasons)) {
      const cells = rowOf(reason)
        .split('|')
        .map((cell) => cell.trim())
      expect(cells.slice(1, 5)).toEqual([
        `\`${reason}\``,
        closes === null ? '' : String(closes),
        String(http),
        retryable ? 'yes' : 'no',
      ])
    }
  })
})

describe('close reasons', () => {
  it('[SV41] are found by their close code', () => {
    expect(closeReasonOf(4005)).toBe('slow-reader')
    expect(closeReasonOf(1006)).toBeNull()
  })

  it('[SV41] use a close code once, in the range that is free for applications', () => {
    const all = Object.values(closeReasons).flatMap(({ closes }) => (closes === null ? [] : [closes]))
    expect(new Set<number>(all).size).toBe(all.length)
    for (const code of all) expect(code >= 4000 && code <= 4999).toBe(true)
  })
})
