import { describe, expect, it } from 'vitest'
import { appCommandSchema } from '../../../protocol/bridge/appCommand.ts'
import { appQuerySchema } from '../../../protocol/bridge/query.ts'
import { remoteMayAsk, remoteMayCommand } from '../../../protocol/bridge/remoteRights.ts'
import { everyCommand, everyQuery, nameOf } from '../../support/everyRequest.ts'

describe('what a remote control may do', () => {
  it('[BS31] is this, of everything that there is, and nothing that is new by itself', () => {
    expect(everyCommand.filter(remoteMayCommand).map(nameOf)).toEqual([
      ...['retry-library', 'play-alone', 'leave-room', 'act', 'toggle', 'skip', 'say'],
      ...['open-film', 'queue-film', 'edit-queue', 'play-entry', 'free-play', 'vote', 'react'],
      ...['raise-hand', 'lower-hand', 'restart-player', 'set-offset', 'replay', 'end-replay'],
      ...['choose-track', 'like-film', 'set-quality', 'set-ready', 'set-volume', 'set-muted'],
      ...['set-fullscreen', 'dismiss-problem', 'govern grant'],
    ])
    expect(everyQuery.filter(remoteMayAsk).map(({ kind }) => kind)).toEqual([
      ...['home', 'libraries', 'children', 'genres', 'search', 'item'],
    ])
  })

  it('[BS31] is decided of each command and each question: yes or no', () => {
    expect(new Set(everyCommand.map(remoteMayCommand))).toEqual(new Set([true, false]))
    expect(new Set(everyQuery.map(remoteMayAsk))).toEqual(new Set([true, false]))
    for (const command of everyCommand) expect(appCommandSchema.parse(command)).toEqual(command)
    for (const query of everyQuery) expect(appQuerySchema.parse(query)).toEqual(query)
    expect(everyQuery).toHaveLength(appQuerySchema.options.length)
    const kinds = new Set(everyCommand.map(({ kind }) => kind))
    expect(kinds.size).toBe(appCommandSchema.options.length)
  })
})
