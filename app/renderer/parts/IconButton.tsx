import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core'
import type { ComponentPropsWithRef, ComponentType } from 'react'
import classes from './IconButton.module.css'

/** What an icon is drawn with; those of lucide take it, and our own ones. */
export interface IconProps {
  readonly size?: number
  readonly strokeWidth?: number
  readonly 'aria-hidden'?: boolean
}

export interface IconButtonProps
  extends
    Omit<ActionIconProps, 'children'>,
    Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps | 'children'> {
  /** What it does: its name and its tooltip. */
  readonly label: string
  readonly Icon: ComponentType<IconProps>
  readonly iconSize?: number
}

/**
 * A button that is an icon, large enough for a finger and with a name for everybody. What it opens lies where its name would:
 * there is none then.
 */
export const IconButton = ({
  label,
  Icon,
  iconSize = 20,
  size = 44,
  className = '',
  ...rest
}: IconButtonProps) => (
  <Tooltip label={label} disabled={rest['aria-expanded'] === true}>
    <ActionIcon
      aria-label={label}
      size={size}
      className={`${rest.variant === 'filled' ? '' : classes.plain} ${className}`}
      {...rest}
    >
      <Icon aria-hidden size={iconSize} strokeWidth={1.9} />
    </ActionIcon>
  </Tooltip>
)
