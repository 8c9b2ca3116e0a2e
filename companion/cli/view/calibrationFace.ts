import type { Cancel } from '../../../protocol/wire.ts'
import type { Calibration, CalibrationState } from '../../calibration/calibration.ts'
import { lineText, piece, type PaintedLine } from './paintedLine.ts'
import type { TerminalScreen } from './terminalScreen.ts'
import { wrapWords } from '../wrapWords.ts'

interface CalibrationFaceParts {
  readonly calibration: Calibration
  readonly screen: TerminalScreen
  readonly colours: boolean
  /** `kept`: whether the result is to be remembered. */
  readonly onDone: (kept: boolean) => void
}

const smallStepMs = 5
const largeStepMs = 50

const steps: Readonly<Record<string, number>> = {
  right: smallStepMs,
  left: -smallStepMs,
  up: largeStepMs,
  down: -largeStepMs,
}

/** The keys of a calibration on a terminal. Returns its undo, which gives the terminal back. */
export function startCalibrationFace({ calibration, screen, colours, onDone }: CalibrationFaceParts): Cancel {
  const draw = () => {
    const { columns, rows } = screen.size()
    const lines = calibrationLines(calibration.state(), columns)
    screen.draw(lines.slice(0, rows).map((line) => lineText(line, columns, colours)))
  }
  const press = (key: string) => {
    const byMs = Object.hasOwn(steps, key) ? (steps[key] ?? 0) : 0
    if (byMs !== 0) void calibration.comesLate(byMs)
    if (key === '0') void calibration.clear()
    if (key === 'enter') onDone(true)
    if (key === 'q' || key === 'escape' || key === 'ctrl-c') onDone(false)
  }
  const undo = [
    calibration.onState(draw),
    screen.onKey(({ key }) => press(key)),
    screen.onResize(draw),
    screen.restore,
  ]
  draw()
  return () => undo.forEach((cancel) => cancel())
}

const introduction =
  'The player flashes every two seconds and clicks at the very same moment. Wear and use what you watch films with, and move the click until you see and hear both at once.'

export function calibrationLines(state: CalibrationState, columns: number): readonly PaintedLine[] {
  return [
    [piece('Flash and click', 'strong')],
    [],
    ...wrapWords(introduction, columns).map((line) => [piece(line)]),
    [],
    [piece(`  ${wordsOf(state.soundLateMs)}`, 'accent')],
    [piece(`  remembered for: ${state.device ?? 'whatever the player sounds on'}`, 'faint')],
    [],
    [piece('right'.padEnd(8), 'accent'), piece(`the click comes too late (up: by much more)`)],
    [piece('left'.padEnd(8), 'accent'), piece(`the click comes too early (down: by much more)`)],
    [piece('0'.padEnd(8), 'accent'), piece('begin anew')],
    [piece('enter'.padEnd(8), 'accent'), piece('they are together: remember it')],
    [piece('q'.padEnd(8), 'accent'), piece('leave everything as it was')],
  ]
}

function wordsOf(soundLateMs: number): string {
  if (soundLateMs === 0) return 'the sound is sent out with the picture'
  const size = Math.abs(soundLateMs)
  return soundLateMs > 0
    ? `the sound is sent out ${size} ms before the picture`
    : `the sound waits ${size} ms for the picture`
}
