import { createSystemClock } from '../../../platform/systemClock.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { startCalibration, type Calibration } from '../../calibration/calibration.ts'
import { openPreferenceFile } from '../../settings/preferenceFile.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp, usageProblem } from '../cliProblems.ts'
import { createEnding, type Ending } from '../ending.ts'
import { exitCodes } from '../exitCodes.ts'
import { playerLauncher } from '../players.ts'
import { canDraw } from '../roomFace.ts'
import { playerOptionTable, readPlayer } from '../roomOptions.ts'
import type { Shell } from '../shell.ts'
import { startCalibrationFace } from '../view/calibrationFace.ts'
import { openTerminalScreen } from '../view/terminalScreen.ts'

/** Finds out how late the sound of this viewer's loudspeakers or headphones is. */
export const calibrateCommand: CliCommand = {
  name: 'calibrate',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Find out how late your loudspeakers or your screen are, by eye and ear.',
  details: [
    'Plays a clip that flashes and clicks at once, in a terminal. With the arrow keys you move the click until you see and hear both together. That is remembered for the sound device, and every room makes up for it: sound that is late is sent out earlier; where the picture is the late one, the sound waits for it and your player is that much ahead of the room.',
  ],
  options: playerOptionTable,
  examples: [
    { args: '', does: 'with MPV' },
    { args: '--player vlc', does: 'with VLC' },
  ],
  run: async (given, shell) => {
    const choice = readPlayer(given)
    if (!choice.ok) return giveUp(shell, choice.problem)
    if (!canDraw(shell)) return giveUp(shell, nobodyThere)
    const preferences = await openPreferenceFile({ folder: shell.settingsFolder, onProblem: shell.explain })
    if (!preferences.ok) return giveUp(shell, preferences.problem)
    const launchPlayer = playerLauncher(choice.value, { clock: createSystemClock(), env: shell.env })
    if (!launchPlayer.ok) return giveUp(shell, launchPlayer.problem)
    shell.say('The player is starting ...')
    const started = await startCalibration({
      launchPlayer: launchPlayer.value,
      preferences: preferences.value,
    })
    if (!started.ok) return giveUp(shell, started.problem)
    const outcome = await calibrate(shell, started.value)
    await Promise.all([started.value.close(), preferences.value.saved()])
    if (outcome !== null) return giveUp(shell, outcome)
    const { soundLateMs, device, isKept } = started.value.state()
    shell.say(isKept ? `Remembered${forDevice(device)}: ${soundLateMs} ms.` : 'Nothing was changed.')
    return exitCodes.ok
  },
}

const forDevice = (device: string | null): string => (device === null ? '' : ` for ${device}`)

/** Resolves when a person is done, to null, or when the player is. */
async function calibrate(shell: Shell, calibration: Calibration): Promise<Problem | null> {
  const ending: Ending = createEnding(shell.stdout)
  const colours = shell.env['NO_COLOR'] === undefined || shell.env['NO_COLOR'] === ''
  const cancelEnd = calibration.onEnd(ending.end)
  const stop = startCalibrationFace({
    calibration,
    screen: openTerminalScreen(shell),
    colours,
    onDone: (kept) => {
      if (kept) calibration.keep()
      ending.end(null)
    },
  })
  const outcome = await ending.reason
  stop()
  cancelEnd()
  ending.release()
  return outcome
}

const nobodyThere = usageProblem(
  'A calibration needs a terminal with somebody who watches and listens.',
  'Run it in a terminal window.',
)
