import { MultiSelect, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PersonalState } from '../../../../protocol/personal.ts'
import { useApp } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Section } from './Section.tsx'

/** Those that films are most often spoken or subtitled in; others that were named elsewhere are offered, too. */
const offered = [
  ...[
    'ar',
    'bg',
    'ca',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'fa',
    'fi',
    'fr',
    'he',
    'hi',
    'hr',
    'hu',
    'id',
  ],
  ...[
    'is',
    'it',
    'ja',
    'ko',
    'lt',
    'lv',
    'nb',
    'nl',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sl',
    'sr',
    'sv',
    'ta',
    'te',
  ],
  ...['th', 'tr', 'uk', 'vi', 'zh'],
]

/** As many as can be kept. */
const most = 10

/** In which languages films are heard and read, unless something else was chosen for one of them. */
export function LanguagesSection() {
  const { t } = useTranslation('settings')
  const { audio, subtitle } = useApp((app) => app.companion.personal.languages)
  const { tell, problem } = useCommand()
  const like = (change: Partial<PersonalState['languages']>) =>
    void tell({ kind: 'set-languages', audio, subtitle, ...change })
  return (
    <Section title={t('languages.title')} hint={t('languages.hint')}>
      <Languages label={t('languages.audio')} liked={audio} onLike={(next) => like({ audio: next })} />
      <Languages
        label={t('languages.subtitles')}
        liked={subtitle ?? []}
        isDisabled={subtitle === null}
        onLike={(next) => like({ subtitle: next })}
      />
      <Switch
        label={t('languages.noSubtitles')}
        checked={subtitle === null}
        onChange={(event) => like({ subtitle: event.currentTarget.checked ? null : [] })}
      />
      <ProblemNote problem={problem} />
    </Section>
  )
}

interface LanguagesProps {
  readonly label: string
  readonly liked: readonly string[]
  readonly isDisabled?: boolean
  readonly onLike: (liked: string[]) => void
}

function Languages({ label, liked, isDisabled = false, onLike }: LanguagesProps) {
  const { t, i18n } = useTranslation('settings')
  const names = new Intl.DisplayNames(i18n.language, { type: 'language', fallback: 'code' })
  const data = [...new Set([...offered, ...liked])]
    .map((code) => ({ value: code, label: nameOf(names, code) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, i18n.language))
  return (
    <MultiSelect
      label={label}
      data={data}
      value={[...liked]}
      maxValues={most}
      searchable
      disabled={isDisabled}
      placeholder={liked.length === 0 ? t('languages.anyLanguage') : ''}
      onChange={onLike}
    />
  )
}

/** What was typed elsewhere need not be a code. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}
