import type { FaceLine, FaceRequest, InPlayerFace } from '../player.ts'

/** A face without a picture: a test reads what is shown and asks for what a viewer would. */
export interface SimulatedFace extends InPlayerFace {
  readonly lines: readonly FaceLine[]
  figures(): string | null
  note(): string | null
  userRequests(request: FaceRequest): void
}

export function createSimulatedFace(): SimulatedFace {
  const listeners = new Set<(request: FaceRequest) => void>()
  const lines: FaceLine[] = []
  let figures: string | null = null
  let note: string | null = null
  return {
    lines,
    figures: () => figures,
    note: () => note,
    showNote: (text) => {
      note = text
    },
    userRequests: (request) => {
      for (const listener of [...listeners]) listener(request)
    },
    showLines: (more) => void lines.push(...more),
    showFigures: (text) => {
      figures = text
    },
    onRequest: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
