import { Select } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { TrackView } from '../../../../../protocol/personal.ts'
import { useRoomActions } from '../actions.ts'
import { useCompanion } from '../useRoom.ts'

const none = '-'

/** One of the film's sounds or subtitles; nobody else's change. */
export function TrackChoice({ kind }: { kind: TrackView['kind'] }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const all = useCompanion(({ personal }) => personal.tracks)
  const tracks = all.filter((track) => track.kind === kind)
  const chosen = tracks.find(({ selected }) => selected)
  const label = t(kind === 'audio' ? 'mine.audio' : 'mine.subtitles')
  const silence = kind === 'subtitle' ? [{ value: none, label: t('mine.noSubtitles'), disabled: false }] : []
  const choices = [...silence, ...tracks.map((track) => ({ ...choiceOf(t, track) }))]
  return (
    <Select
      label={label}
      size="sm"
      placeholder={t('mine.noTracks')}
      data={choices}
      value={chosen?.key ?? (kind === 'subtitle' ? none : null)}
      disabled={tracks.length === 0}
      comboboxProps={{ withinPortal: false }}
      onChange={(key) => void tell({ kind: 'choose-track', track: kind, key: key === none ? null : key })}
    />
  )
}

function choiceOf(t: TFunction<'room'>, { key, title, forced, reopens, available }: TrackView) {
  const notes = [
    ...(forced ? [t('mine.forced')] : []),
    ...(available ? (reopens ? [t('mine.reopens')] : []) : [t('mine.unavailable')]),
  ]
  return {
    value: key,
    label: notes.length === 0 ? title : `${title} (${notes.join(', ')})`,
    disabled: !available,
  }
}
