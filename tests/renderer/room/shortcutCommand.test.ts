import { describe, expect, it } from 'vitest'
import { isOfScreen, shortcuts } from '../../../app/renderer/keys/shortcuts.ts'
import { commandOfShortcut } from '../../../app/renderer/room/shortcutCommand.ts'
import { companionCommandSchema } from '../../../protocol/companionCommand.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { filmDetails } from '../support/roomStates.ts'
import { inRoom, member, room } from '../../companion/cli/fakes/states.ts'

const place = { film: filmDetails, positionMs: () => 70_000 }
const bob = member('Bob')
const asViewer = {
  ...inRoom,
  memberId: 'bob',
  room: { ...room, policy: defaultPolicy, members: [...room.members, bob] },
}

describe('a key in the room', () => {
  it('[UR122] asks for something that the app understands', () => {
    const asked = shortcuts
      .filter((shortcut) => !isOfScreen(shortcut))
      .map((shortcut) => commandOfShortcut(shortcut, inRoom, place))
    expect(asked.filter((command) => !companionCommandSchema.safeParse(command).success)).toEqual([])
  })

  it('[UR122] asks for a pause where one may not pause, and for nothing where there is nothing to ask for', () => {
    expect(commandOfShortcut('toggle', inRoom, place)).toEqual({ kind: 'toggle' })
    expect(commandOfShortcut('toggle', asViewer, place)).toEqual({ kind: 'raise-hand', wants: 'pause' })
    const standing = { ...asViewer.room, timeline: { ...room.timeline, playing: false } }
    expect(commandOfShortcut('toggle', { ...asViewer, room: standing }, place)).toBeNull()
  })

  it('[UR122] skips what can be skipped where the room is', () => {
    const skip = { kind: 'act', action: { kind: 'seek', positionMs: 150_000 } }
    expect(commandOfShortcut('skipScene', inRoom, place)).toEqual(skip)
    expect(commandOfShortcut('skipScene', inRoom, { ...place, positionMs: () => 500_000 })).toBeNull()
  })

  it('[UR122] turns things the other way round from how they are', () => {
    expect(commandOfShortcut('freePlay', { ...inRoom, isFree: true }, place)).toEqual({
      kind: 'free-play',
      isFree: false,
    })
    const raised = { ...bob, hand: { wants: 'attention', sinceMs: 1 } as const }
    const waving = { ...asViewer, room: { ...asViewer.room, members: [raised] } }
    expect(commandOfShortcut('hand', waving, place)).toEqual({ kind: 'lower-hand', memberId: null })
    const personal = { ...inRoom.personal, volume: { percent: 2, muted: true } }
    expect(commandOfShortcut('quieter', { ...inRoom, personal }, place)).toEqual({
      kind: 'set-volume',
      percent: 0,
    })
    expect(commandOfShortcut('mute', { ...inRoom, personal }, place)).toEqual({
      kind: 'set-muted',
      muted: false,
    })
  })
})
