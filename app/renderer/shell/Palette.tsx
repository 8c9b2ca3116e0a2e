import { createSpotlight, Spotlight, type SpotlightStore } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { Search } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import classes from './Palette.module.css'
import { useApp, useIsRemote } from '../client/AppContext.tsx'
import { useAnswer } from '../client/useAnswer.ts'
import { pathOf } from '../parts/ItemTile.tsx'
import { placesOf, type Place } from './places.ts'

const limit = 7

export interface PaletteProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** One field for everything: films by their title, screens by their name. */
export function Palette({ isOpen, onClose }: PaletteProps) {
  const { t } = useTranslation('shell')
  const [store, actions] = useMemo(() => createSpotlight(), [])
  const [text, setText] = useState('')
  useEffect(() => (isOpen ? actions.open() : actions.close()), [isOpen, actions])
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={() => {
        setText('')
        onClose()
      }}
      shortcut={null}
      scrollable
      maxHeight={420}
      title={t('palette.open')}
      classNames={{ header: 'spoken' }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<Search aria-hidden size={18} />}
        maxLength={200}
        className={classes.find ?? ''}
      />
      <Results text={text.trim()} store={store} />
    </Spotlight.Root>
  )
}

/** Mantine does so at each letter, and so only with what stands there then; its mark is in the page itself. */
function selectFirst(store: SpotlightStore): void {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

interface ResultsProps {
  readonly text: string
  readonly store: SpotlightStore
}

function Results({ text, store }: ResultsProps) {
  const { t } = useTranslation('shell')
  const [settled] = useDebouncedValue(text, 120)
  const [, go] = useLocation()
  const isOpen = useApp(({ library }) => library.kind === 'open')
  const asked = settled || '-'
  const found = useAnswer(
    { kind: 'search', text: asked, start: 0, limit },
    { when: isOpen && settled !== '', keep: true },
  )
  const films = text === '' ? [] : (found.value?.items ?? [])
  const all: readonly Place[] = placesOf(useIsRemote())
  const ways = all.filter(({ name }) =>
    t(name as 'home')
      .toLowerCase()
      .includes(text.toLowerCase()),
  )
  // Enter opens the first of what stands there, also when that has come after the last letter was typed: before it is seen.
  const shown = [...films.map(({ id }) => id), ...ways.map(({ path }) => path)].join(' ')
  useLayoutEffect(() => {
    if (text !== '' && shown !== '') selectFirst(store)
  }, [text, shown, store])
  return (
    <Spotlight.ActionsList>
      {films.length > 0 && (
        <Spotlight.ActionsGroup label={t('palette.films')}>
          {films.map((card) => (
            <Spotlight.Action
              key={card.id}
              label={card.title}
              description={card.subtitle ?? ''}
              onClick={() => go(pathOf(card))}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {ways.length > 0 && (
        <Spotlight.ActionsGroup label={t('palette.actions')}>
          {ways.map(({ path, name, Icon }) => (
            <Spotlight.Action
              key={path}
              label={t(name as 'home')}
              leftSection={<Icon aria-hidden size={20} />}
              onClick={() => go(path)}
            />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {films.length + ways.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
    </Spotlight.ActionsList>
  )
}
