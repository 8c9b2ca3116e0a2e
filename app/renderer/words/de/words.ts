import common from './common.json'
import room from './room.json'
import shell from './shell.json'

/** Everything that is said in this language, by area. An area is a file; its name is its namespace. */
export const words = { common, room, shell }
