import { Component, type ReactNode } from 'react'

export interface BoundaryProps {
  /** A new one tries again: the address of the screen, for instance. */
  readonly resetKey: string
  readonly fallback: ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  /** The key under which it broke; null = nothing did. */
  readonly brokenKey: string | null
}

/** Keeps a bug in one screen from taking the others along. React knows no other way to do so than a class. */
// oxlint-disable-next-line lockstep/no-inheritance
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { brokenKey: null }
  override componentDidCatch() {
    this.setState({ brokenKey: this.props.resetKey })
  }
  static getDerivedStateFromError(): BoundaryState {
    return { brokenKey: '' }
  }
  override render() {
    const { brokenKey } = this.state
    const isBroken = brokenKey !== null && (brokenKey === '' || brokenKey === this.props.resetKey)
    return isBroken ? this.props.fallback : this.props.children
  }
}
