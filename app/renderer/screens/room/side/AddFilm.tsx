import { Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Check, Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemCard } from '../../../../../protocol/bridge/query.ts'
import { useAnswer } from '../../../client/useAnswer.ts'
import { ProblemNote } from '../../../parts/ProblemNote.tsx'
import { useRoomActions } from '../actions.ts'
import { useOpened } from '../Opened.tsx'
import classes from './Side.module.css'

const shownAtOnce = 20

/** Finds a film of one's library by its title, and has it come next. */
export function AddFilm() {
  const { t } = useTranslation(['room', 'common'])
  const { opened, close } = useOpened()
  return (
    <Modal
      opened={opened === 'add-film'}
      onClose={close}
      title={t('room:queue.addTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      size="lg"
    >
      <Finder />
    </Modal>
  )
}

function Finder() {
  const { t } = useTranslation('room')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const { value, problem, isLoading, again } = useAnswer(
    { kind: 'search', text: text === '' ? '-' : text.slice(0, 200), start: 0, limit: shownAtOnce },
    { when: text !== '', keep: true },
  )
  const found = (value?.items ?? []).filter(({ kind }) => kind === 'film' || kind === 'episode')
  return (
    <>
      <TextInput
        data-autofocus
        aria-label={t('queue.search')}
        placeholder={t('queue.search')}
        leftSection={isLoading ? <Loader size={16} /> : <Search size={18} aria-hidden />}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.found} aria-live="polite">
        {problem !== null && text !== '' && <ProblemNote problem={problem} onRetry={again} />}
        {text === '' && <p className={classes.nothing}>{t('queue.typeFirst')}</p>}
        {text !== '' && value !== undefined && found.length === 0 && (
          <p className={classes.nothing} dir="auto">
            {t('queue.nothing', { text })}
          </p>
        )}
        {text !== '' && found.map((item) => <Found key={item.id} item={item} />)}
      </div>
    </>
  )
}

function Found({ item }: { item: ItemCard }) {
  const { t } = useTranslation('room')
  const { tell } = useRoomActions()
  const [state, setState] = useState<'idle' | 'pending' | 'added'>('idle')
  const add = async () => {
    setState('pending')
    setState((await tell({ kind: 'queue-film', itemId: item.id })) ? 'added' : 'idle')
  }
  return (
    <button type="button" className={classes.item} disabled={state === 'pending'} onClick={() => void add()}>
      {item.posterUrl === null ? (
        <span className={classes.poster} />
      ) : (
        <img className={classes.poster} src={item.posterUrl} alt="" />
      )}
      <span className={classes.what}>
        <span dir="auto">{item.title}</span>
        <small>{item.subtitle}</small>
      </span>
      {state === 'added' ? <Check size={20} aria-label={t('queue.added')} /> : <Plus size={20} aria-hidden />}
    </button>
  )
}
