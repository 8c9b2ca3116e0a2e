import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'

export interface IconButtonProps
  extends
    Omit<ActionIconProps, 'children'>,
    Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps | 'children'> {
  /** What it does: its name and its tooltip. */
  readonly label: string
  readonly Icon: LucideIcon
  readonly iconSize?: number
}

/** A button that is an icon, large enough for a finger and with a name for everybody. */
export const IconButton = ({ label, Icon, iconSize = 20, size = 44, ...rest }: IconButtonProps) => (
  <Tooltip label={label}>
    <ActionIcon aria-label={label} size={size} {...rest}>
      <Icon aria-hidden size={iconSize} strokeWidth={1.9} />
    </ActionIcon>
  </Tooltip>
)
