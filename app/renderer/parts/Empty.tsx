import { Center, Stack, Text, Title } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyProps {
  readonly Icon: LucideIcon
  readonly title: string
  /** What to do about it. */
  readonly children?: ReactNode
  /** Buttons. */
  readonly ways?: ReactNode
}

/** A place in which there is nothing, with the reason and a way on. */
export const Empty = ({ Icon, title, children, ways }: EmptyProps) => (
  <Center mih="40dvh" px="md">
    <Stack align="center" gap="sm" maw={460} ta="center">
      <Icon aria-hidden size={40} strokeWidth={1.5} color="var(--ls-dimmed)" />
      <Title order={2}>{title}</Title>
      {children !== undefined && <Text c="dimmed">{children}</Text>}
      {ways}
    </Stack>
  </Center>
)
