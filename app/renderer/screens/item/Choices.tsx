import { Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ItemVersion, LikedItem, TrackChoice, VersionTrack } from '../../../../protocol/bridge/query.ts'
import type { FilmLiking } from '../../../../protocol/personal.ts'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormat } from '../../words/useFormat.ts'
import classes from './item.module.css'

interface Choosing {
  readonly item: LikedItem
  /** Asks for the item once more: the next answer tells what was chosen. */
  readonly again: () => void
}

/** Version, sound and subtitles, chosen before anything plays: for this viewer alone, and remembered. */
export function Choices({ item, again }: Choosing) {
  const { versions, liking, belongsTo, card } = item
  const { t } = useTranslation('item')
  const asking = useCommand()
  const version = versions.find(({ id }) => id === liking.versionId) ?? versions[0]
  if (version === undefined) return null
  const like = async (next: FilmLiking) => {
    const done = await asking.tell({ kind: 'like-film', itemId: card.id, belongsTo, liking: next })
    if (done) again()
  }
  const common = { version, isBusy: asking.isPending, onLike: (next: FilmLiking) => void like(next) }
  return (
    <section aria-label={t('choices')}>
      <div className={classes.choices}>
        <VersionChoice {...common} versions={versions} />
        <TrackChoiceOf {...common} kind="audio" choice={liking.audio} />
        <TrackChoiceOf {...common} kind="subtitle" choice={liking.subtitle} />
      </div>
      <ProblemNote problem={asking.problem} onDismiss={asking.reset} />
    </section>
  )
}

interface ChoiceProps {
  readonly version: ItemVersion
  readonly isBusy: boolean
  readonly onLike: (liking: FilmLiking) => void
}

function VersionChoice({
  version,
  versions,
  isBusy,
  onLike,
}: ChoiceProps & { readonly versions: readonly ItemVersion[] }) {
  const { t } = useTranslation('item')
  const format = useFormat()
  const nameOf = ({ title, bitrate }: ItemVersion) =>
    bitrate === null ? title : `${title} · ${format.bitrate(bitrate)}`
  if (versions.length < 2) return <Only label={t('version')} value={nameOf(version)} />
  return (
    <Select
      label={t('version')}
      size="sm"
      data={versions.map((one) => ({ value: one.id, label: nameOf(one) }))}
      value={version.id}
      disabled={isBusy}
      allowDeselect={false}
      onChange={(versionId) => onLike({ kind: 'version', versionId })}
    />
  )
}

const left = 'leave'
const none = 'none'

interface TrackChoiceProps extends ChoiceProps {
  readonly kind: VersionTrack['kind']
  readonly choice: TrackChoice
}

/** "Automatic" is what languages, player and library make of it; for subtitles there is "none", too. */
function TrackChoiceOf({ version, kind, choice, isBusy, onLike }: TrackChoiceProps) {
  const { t } = useTranslation('item')
  const tracks = version.tracks.filter((track) => track.kind === kind)
  const label = t(kind === 'audio' ? 'audio' : 'subtitles')
  const [only] = tracks
  if (only === undefined) return null
  if (kind === 'audio' && tracks.length === 1) return <Only label={label} value={only.title} />
  const choose = (value: string | null) => {
    const track = tracks.find(({ key }) => key === value)
    if (track !== undefined) {
      const { language, title, forced } = track
      onLike({ kind: 'track', track: kind, wanted: { language, title, forced } })
    } else onLike({ kind: value === none ? 'no-track' : 'leave-track', track: kind })
  }
  return (
    <Select
      label={label}
      size="sm"
      data={[
        { value: left, label: t('automatic') },
        ...(kind === 'subtitle' ? [{ value: none, label: t('noSubtitles') }] : []),
        ...tracks.map(({ key, title }) => ({ value: key, label: title })),
      ]}
      value={choice.kind === 'track' ? choice.key : choice.kind}
      disabled={isBusy}
      allowDeselect={false}
      onChange={choose}
    />
  )
}

/** Where there is nothing to choose from. */
function Only({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.only}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Text size="sm" c="dimmed" dir="auto">
        {value}
      </Text>
    </div>
  )
}
