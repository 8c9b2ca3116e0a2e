import { Text, Title, UnstyledButton } from '@mantine/core'
import { CircleCheck, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ItemCard, Person } from '../../../../protocol/bridge/query.ts'
import { useAnswer } from '../../client/useAnswer.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Picture } from '../../parts/Picture.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { WaitingGrid } from '../../parts/Waiting.tsx'
import { SearchField } from '../library/SearchField.tsx'
import { useSearchText } from '../library/useSearchText.ts'
import classes from './newRoom.module.css'
import { useHiddenFrom } from './useHiddenFrom.ts'

export interface FilmPickerProps {
  /** null = none is chosen yet. */
  readonly itemId: string | null
  readonly onChoose: (itemId: string) => void
  /** The users who are asked to come: what one of them cannot see is not offered. */
  readonly guests: readonly string[]
  readonly people: readonly Person[]
}

const limit = 24

const isFilm = ({ kind }: ItemCard): boolean => kind === 'film' || kind === 'episode' || kind === 'other'

/** What to watch: the film that was chosen, and others to choose from. */
export function FilmPicker({ itemId, onChoose, guests, people }: FilmPickerProps) {
  const { t } = useTranslation('newRoom')
  const search = useSearchText('new-room')
  return (
    <section className={classes.picker} aria-labelledby="new-room-film">
      <Title order={2} id="new-room-film" mb="md">
        {t('what')}
      </Title>
      {itemId !== null && <Chosen itemId={itemId} />}
      <SearchField search={search} label={t('search')} />
      <Choices text={search.settled} {...{ itemId, onChoose, guests, people }} />
    </section>
  )
}

function Chosen({ itemId }: { itemId: string }) {
  const { t } = useTranslation('newRoom')
  const { value, problem, again } = useAnswer({ kind: 'item', itemId })
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  if (value === undefined) return null
  const { card } = value
  return (
    <div className={classes.chosen} role="status">
      <span className={classes.thumb}>
        <Picture url={card.posterUrl} blurhash={card.blurhash} kind={card.kind} isUrgent />
      </span>
      <span className={classes.words}>
        <Text component="span" size="xs" c="dimmed">
          {t('chosen')}
        </Text>
        <Text component="span" fw={640} size="lg" dir="auto">
          {card.title}
        </Text>
        <Text component="span" size="sm" c="dimmed" dir="auto">
          {card.subtitle}
        </Text>
      </span>
      <CircleCheck aria-hidden size={26} className={classes.check} />
    </div>
  )
}

type ChoicesProps = FilmPickerProps & { readonly text: string }

/** What a search finds; without one what one would most likely go on with. */
function Choices({ text, itemId, onChoose, guests, people }: ChoicesProps) {
  const { t } = useTranslation('newRoom')
  const home = useAnswer({ kind: 'home' }, { when: text === '' })
  const found = useAnswer(
    { kind: 'search', text: text || '-', start: 0, limit },
    { when: text !== '', keep: true },
  )
  const asked = text === '' ? home : found
  const offered = text === '' ? (home.value ?? []).flatMap(({ items }) => items) : (found.value?.items ?? [])
  const films = [...new Map(offered.filter(isFilm).map((card) => [card.id, card])).values()].slice(0, limit)
  const hiddenFrom = useHiddenFrom(
    films.map(({ id }) => id),
    guests,
    people,
  )
  if (asked.problem !== null) return <ProblemNote problem={asked.problem} onRetry={asked.again} />
  if (asked.value === undefined) return <WaitingGrid />
  if (films.length === 0) return <Empty Icon={SearchX} title={t(text === '' ? 'noFilms' : 'nothing')} />
  return (
    <ul className={classes.choices}>
      {films.map((card) => (
        <li key={card.id}>
          <Choice
            card={card}
            hiddenFrom={hiddenFrom(card.id)}
            isChosen={card.id === itemId}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ul>
  )
}

interface ChoiceProps {
  readonly card: ItemCard
  /** Names of those who cannot see it; null = nobody is known not to. */
  readonly hiddenFrom: string | null
  readonly isChosen: boolean
  readonly onChoose: (itemId: string) => void
}

function Choice({ card, hiddenFrom, isChosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation('newRoom')
  return (
    <UnstyledButton
      className={classes.choice}
      aria-pressed={isChosen}
      aria-disabled={hiddenFrom !== null || undefined}
      onClick={() => {
        if (hiddenFrom === null) onChoose(card.id)
      }}
    >
      <span className={classes.thumb}>
        <Picture url={card.posterUrl} blurhash={card.blurhash} kind={card.kind} />
      </span>
      <span className={classes.words}>
        <Text component="span" size="sm" fw={560} dir="auto" lineClamp={2}>
          {card.title}
        </Text>
        <Text component="span" size="xs" c="dimmed" dir="auto">
          {hiddenFrom === null ? card.subtitle : t('hiddenFrom', { names: hiddenFrom })}
        </Text>
      </span>
    </UnstyledButton>
  )
}
