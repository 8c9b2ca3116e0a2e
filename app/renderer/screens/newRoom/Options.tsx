import { PasswordInput, Select, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { expiries, isPasswordFit, type Draft, type Expiry } from './draft.ts'
import classes from './newRoom.module.css'

export interface OptionsProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}

const visibilities = ['private', 'unlisted', 'public'] as const
const controls = ['host', 'controllers', 'everyone', 'vote'] as const
const waits = ['everyone', 'host', 'nobody'] as const

/** How the room is called and run. Everything has a default. */
export function Options({ draft, onDraft }: OptionsProps) {
  const { t } = useTranslation('newRoom')
  const change = (part: Partial<Draft>) => onDraft({ ...draft, ...part })
  return (
    <section className={classes.panel} aria-labelledby="new-room-options">
      <Title order={2} id="new-room-options" mb="sm">
        {t('how')}
      </Title>
      <div className={classes.options}>
        <TextInput
          label={t('name')}
          placeholder={t('nameDefault')}
          value={draft.name}
          maxLength={100}
          dir="auto"
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('password')}
          placeholder={t('passwordNone')}
          value={draft.password}
          maxLength={128}
          autoComplete="new-password"
          error={isPasswordFit(draft) ? null : t('passwordShort')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          onChange={(event) => change({ password: event.currentTarget.value })}
        />
        <Select
          label={t('visibility')}
          value={draft.visibility}
          data={visibilities.map((value) => ({ value, label: t(`visibilities.${value}`) }))}
          onChange={(visibility) => visibility !== null && change({ visibility })}
        />
        <Select
          label={t('control')}
          value={draft.control}
          data={controls.map((value) => ({ value, label: t(`controls.${value}`) }))}
          onChange={(control) => control !== null && change({ control })}
        />
        <Select
          label={t('waitFor')}
          value={draft.waitFor}
          data={waits.map((value) => ({ value, label: t(`waits.${value}`) }))}
          onChange={(waitFor) => waitFor !== null && change({ waitFor })}
        />
        <Select
          label={t('expires')}
          value={draft.expires}
          data={(Object.keys(expiries) as Expiry[]).map((value) => ({
            value,
            label: t(`expiries.${value}`),
          }))}
          onChange={(expires) => expires !== null && change({ expires })}
        />
      </div>
    </section>
  )
}
