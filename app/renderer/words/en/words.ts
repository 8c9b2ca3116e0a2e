import common from './common.json'
import doctor from './doctor.json'
import mini from './mini.json'
import room from './room.json'
import settings from './settings.json'
import shell from './shell.json'

/** Everything that is said in this language, by area. An area is a file; its name is its namespace. */
export const words = { common, doctor, mini, room, settings, shell }
