import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { DoorOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Problem } from '../../../../protocol/problem.ts'
import { useIsRemote } from '../../client/AppContext.tsx'
import { useCommand } from '../../client/useCommand.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'

export function NoRoomFace() {
  const { t } = useTranslation('room')
  const isRemote = useIsRemote()
  return (
    <Page title={t('none.title')} isTitleHidden>
      <Empty Icon={DoorOpen} title={t('none.title')} ways={<WaysIn />}>
        {t(isRemote ? 'none.remote' : 'none.sentence')}
      </Empty>
    </Page>
  )
}

function WaysIn() {
  const { t } = useTranslation('room')
  if (useIsRemote()) return <HomeWay />
  return (
    <Group justify="center" gap="sm">
      <Button component={Link} href="/new-room">
        {t('none.newRoom')}
      </Button>
      <Button component={Link} href="/join" variant="default">
        {t('none.join')}
      </Button>
    </Group>
  )
}

function HomeWay({ onClick }: { onClick?: (() => void) | undefined }) {
  const { t } = useTranslation('room')
  return (
    <Button component={Link} href="/" onClick={onClick}>
      {t('ended.home')}
    </Button>
  )
}

export function ConnectingFace({ attempt }: { attempt: number }) {
  const { t } = useTranslation('room')
  const { tell, isPending } = useCommand()
  return (
    <Page title={t('connecting.title')} isTitleHidden>
      <Stack align="center" justify="center" mih="50dvh" gap="md" role="status">
        <Loader type="dots" />
        <Text fw={600}>{t('connecting.title')}</Text>
        <Text c="dimmed">
          {attempt < 2 ? t('connecting.sentence') : t('connecting.attempt', { attempt })}
        </Text>
        <Button variant="default" loading={isPending} onClick={() => void tell({ kind: 'leave-room' })}>
          {t('connecting.giveUp')}
        </Button>
      </Stack>
    </Page>
  )
}

/** Put out, over, gone: what happened, and where to go from here. */
export function EndedFace({ problem }: { problem: Problem }) {
  const { t } = useTranslation('room')
  const { tell } = useCommand()
  const isRemote = useIsRemote()
  const forget = () => void tell({ kind: 'dismiss-problem' })
  return (
    <Page title={t('ended.title')} isTitleHidden>
      <Stack maw={560} mx="auto" mt="10dvh" gap="lg">
        <ProblemNote problem={problem} />
        <Group gap="sm">
          <HomeWay onClick={forget} />
          {!isRemote && (
            <Button component={Link} href="/join" variant="default" onClick={forget}>
              {t('none.join')}
            </Button>
          )}
        </Group>
      </Stack>
    </Page>
  )
}
