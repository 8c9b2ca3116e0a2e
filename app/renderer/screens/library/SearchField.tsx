import { CloseButton, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './library.module.css'
import type { SearchText } from './useSearchText.ts'

/** Where one types what one looks for. */
export function SearchField({ search, label }: { search: SearchText; label: string }) {
  const { t } = useTranslation('library')
  const clear = <CloseButton aria-label={t('clear')} onClick={() => search.type('')} />
  return (
    <TextInput
      className={classes.search ?? ''}
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={search.typed}
      maxLength={200}
      dir="auto"
      leftSection={<Search aria-hidden size={18} />}
      rightSection={search.typed === '' ? null : clear}
      onChange={(event) => search.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') search.type('')
      }}
    />
  )
}
