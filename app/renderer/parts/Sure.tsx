import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface SureProps {
  readonly title: string
  readonly sentence: string
  /** What the button that does it says. */
  readonly yes: string
  readonly no?: string
  /** Resolves with whether it was done; then the question goes. */
  readonly onYes: () => Promise<boolean>
  readonly onClose: () => void
}

/** Asks back before something that cannot be undone. */
export function Sure({ title, sentence, yes, no, onYes, onClose }: SureProps) {
  const { t } = useTranslation()
  const [isPending, setPending] = useState(false)
  const doIt = async () => {
    setPending(true)
    const isDone = await onYes()
    setPending(false)
    if (isDone) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text dir="auto">{sentence}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" data-autofocus onClick={onClose}>
          {no ?? t('cancel')}
        </Button>
        <Button color="bad" loading={isPending} onClick={() => void doIt()}>
          {yes}
        </Button>
      </Group>
    </Modal>
  )
}
