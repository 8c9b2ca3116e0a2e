import type { ItemDetails, ItemVersion, VersionTrack } from '../../protocol/bridge/query.ts'
import { failure, success } from '../../protocol/result.ts'
import { isGuid, normalizeGuid } from '../guid.ts'
import type { LibraryResult } from '../library.ts'
import { belongsTo } from '../libraryItem.ts'
import { trackFacts } from '../mediaTracks.ts'
import { itemNotFound } from '../problems.ts'
import { ticksToMs } from '../ticks.ts'
import { ancestorsSchema, itemDetailsSchema, segmentsSchema, type ItemDetailsAnswer } from './answers.ts'
import { itemCard } from './card.ts'
import type { Asking, PictureAddress } from './asking.ts'
import { trickplayOf } from './trickplay.ts'

/** As wide as a window on a large screen. */
const backdropWidth = 1920
const mostPeople = 30
const mostChapters = 500

type Ancestor = { readonly id: string; readonly title: string; readonly isLibrary: boolean }

/** Everything about an item that its screen shows. What the server cannot tell beside the item itself is left out. */
export async function itemDetails(asking: Asking, itemId: string): Promise<LibraryResult<ItemDetails>> {
  if (!isGuid(itemId)) return failure(itemNotFound())
  const { client, userId } = asking
  const id = normalizeGuid(itemId)
  const [item, ancestors, segments] = await Promise.all([
    client.ask({ method: 'GET', path: `/Items/${id}`, query: { userId } }, itemDetailsSchema),
    ancestorsOf(asking, id),
    segmentsOf(asking, id),
  ])
  if (!item.ok) return item
  const answer = item.value
  return success({
    card: itemCard(answer, asking.picture),
    ...wordsOf(answer),
    backdropUrl: backdropOf(answer, asking.picture),
    parent: parentOf(answer, ancestors),
    belongsTo: belongsTo(asking.serverId, answer),
    versions: (answer.MediaSources ?? []).map(versionOf),
    chapters: chaptersOf(answer),
    segments,
    trickplay: trickplayOf(answer, asking.picture),
  })
}

const wordsOf = ({ Overview, Genres, CommunityRating, OfficialRating, People }: ItemDetailsAnswer) => ({
  overview: Overview ?? null,
  genres: Genres ?? [],
  rating: CommunityRating ?? null,
  officialRating: OfficialRating || null,
  people: (People ?? []).slice(0, mostPeople).flatMap(({ Name, Role, Type }) => {
    const role = Role || (Type === 'Actor' ? null : Type) || null
    return Name ? [{ name: Name, role }] : []
  }),
})

/** The item's own backdrop, else that of its series. */
function backdropOf(item: ItemDetailsAnswer, picture: PictureAddress): string | null {
  const [own] = item.BackdropImageTags ?? []
  const [inherited] = item.ParentBackdropImageTags ?? []
  const tag = own ?? inherited
  const itemId = own === undefined ? item.ParentBackdropItemId : item.Id
  if (tag === undefined || !itemId) return null
  return picture({ kind: 'item', itemId, image: 'Backdrop', index: 0, tag, width: backdropWidth })
}

/** The series of an episode or season; of everything else the library, because folders between are not shown. */
function parentOf(item: ItemDetailsAnswer, ancestors: readonly Ancestor[]): ItemDetails['parent'] {
  if (item.SeriesId) return { id: item.SeriesId, title: item.SeriesName ?? '' }
  const library = ancestors.find(({ isLibrary }) => isLibrary)
  return library === undefined ? null : { id: library.id, title: library.title }
}

type Source = NonNullable<ItemDetailsAnswer['MediaSources']>[number]

const versionOf = ({ Id, Name, Container, Bitrate, MediaStreams }: Source): ItemVersion => ({
  id: Id,
  title: Name || Container || Id,
  bitrate: Bitrate ?? null,
  tracks: (MediaStreams ?? []).flatMap((stream): VersionTrack[] => {
    const facts = trackFacts(stream)
    if (facts === null) return []
    const { kind, index, title, language, forced, isDefault } = facts
    return [{ kind, key: `${index}`, title, language, forced, isDefault }]
  }),
})

const chaptersOf = ({ Chapters }: ItemDetailsAnswer) =>
  (Chapters ?? []).slice(0, mostChapters).map(({ Name, StartPositionTicks }) => ({
    title: Name ?? '',
    startMs: ticksToMs(Math.max(0, StartPositionTicks ?? 0)),
  }))

async function ancestorsOf({ client, userId }: Asking, id: string): Promise<readonly Ancestor[]> {
  const request = { method: 'GET', path: `/Items/${id}/Ancestors`, query: { userId } } as const
  const answer = await client.ask(request, ancestorsSchema)
  if (!answer.ok) return []
  return answer.value.map(({ Id, Name, Type }) => ({
    id: Id,
    title: Name ?? '',
    isLibrary: Type === 'CollectionFolder',
  }))
}

const segmentKinds: ReadonlyMap<string, ItemDetails['segments'][number]['kind']> = new Map([
  ['Intro', 'intro'],
  ['Outro', 'outro'],
  ['Recap', 'recap'],
  ['Preview', 'preview'],
  ['Commercial', 'commercial'],
] as const)

async function segmentsOf({ client }: Asking, id: string): Promise<ItemDetails['segments']> {
  const answer = await client.ask({ method: 'GET', path: `/MediaSegments/${id}` }, segmentsSchema)
  if (!answer.ok) return []
  return answer.value.Items.flatMap(({ Type, StartTicks, EndTicks }) => {
    const kind = segmentKinds.get(Type ?? '')
    if (kind === undefined || EndTicks <= StartTicks || StartTicks < 0) return []
    return [{ kind, startMs: ticksToMs(StartTicks), endMs: ticksToMs(EndTicks) }]
  })
}
