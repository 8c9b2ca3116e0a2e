import { Alert, Button, Divider, PasswordInput, TextInput } from '@mantine/core'
import { LockOpen, Zap } from 'lucide-react'
import { useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublicUser, SignInState } from '../../../../protocol/bridge/appState.ts'
import type { Problem } from '../../../../protocol/problem.ts'
import { useCommand } from '../../client/useCommand.ts'
import { Front } from '../../parts/Front.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import classes from './signIn.module.css'
import { UserTiles } from './UserTiles.tsx'

export interface UserStepProps {
  readonly step: Extract<SignInState, { kind: 'user' }>
  /** Who is being signed in now; absent = nobody yet. */
  readonly signingIn?: string
}

/** Who? One of the users that the server shows, a name with its password, or a device that is signed in already. */
export function UserStep({ step, signingIn }: UserStepProps) {
  const { t } = useTranslation('signIn')
  const { server, users, quickConnect } = step
  const signing = useCommand()
  const other = useCommand()
  const password = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(signingIn ?? '')
  const isBusy = signingIn !== undefined || signing.isPending
  const signIn = (userName: string, given: string) =>
    void signing.run({ kind: 'sign-in', userName, password: given })
  const choose = (user: PublicUser) => {
    setName(user.name)
    if (user.hasPassword) password.current?.focus()
    else signIn(user.name, '')
  }
  return (
    <Front title={t('user.title', { server: server.name })} lead={server.url}>
      {server.isPlain && (
        <Alert color="caution" variant="light" icon={<LockOpen aria-hidden />} title={t('user.plainTitle')}>
          {t('user.plain')}
        </Alert>
      )}
      {users.length > 0 && <UserTiles users={users} chosen={name} isBusy={isBusy} onChoose={choose} />}
      <PasswordForm
        fields={{ name, setName, password }}
        isBusy={isBusy}
        problem={step.problem ?? signing.problem ?? other.problem}
        onSignIn={signIn}
      />
      {quickConnect && <Divider label={t('user.or')} />}
      {quickConnect && (
        <Button
          variant="default"
          fullWidth
          leftSection={<Zap aria-hidden size={18} />}
          loading={other.isPending}
          disabled={isBusy}
          onClick={() => void other.run({ kind: 'quick-connect' })}
        >
          {t('user.quickConnect')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        fullWidth
        disabled={isBusy}
        onClick={() => void other.run({ kind: 'back' })}
      >
        {t('user.otherServer')}
      </Button>
    </Front>
  )
}

interface PasswordFormProps {
  readonly fields: {
    readonly name: string
    readonly setName: (name: string) => void
    readonly password: RefObject<HTMLInputElement | null>
  }
  readonly isBusy: boolean
  readonly problem: Problem | null
  readonly onSignIn: (name: string, password: string) => void
}

function PasswordForm({ fields: { name, setName, password }, isBusy, problem, onSignIn }: PasswordFormProps) {
  const { t } = useTranslation('signIn')
  const [secret, setSecret] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') onSignIn(name, secret)
      }}
    >
      <TextInput
        label={t('user.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        dir="auto"
        disabled={isBusy}
      />
      <PasswordInput
        ref={password}
        label={t('user.password')}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        autoComplete="current-password"
        maxLength={1024}
        disabled={isBusy}
        visibilityToggleButtonProps={{ 'aria-label': t('user.show') }}
      />
      <ProblemNote problem={problem} />
      <Button type="submit" fullWidth loading={isBusy} disabled={name.trim() === ''}>
        {t('user.go')}
      </Button>
    </form>
  )
}
