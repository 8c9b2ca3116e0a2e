import common from './common.json'
import doctor from './doctor.json'
import mini from './mini.json'
import room from './room.json'
import settings from './settings.json'
import shell from './shell.json'
import items from './items.json'
import home from './home.json'
import library from './library.json'
import item from './item.json'
import signIn from './signIn.json'
import join from './join.json'
import invitations from './invitations.json'
import firstRun from './firstRun.json'
import newRoom from './newRoom.json'
import problems from './problems.json'

/** Everything that is said in this language, by area. An area is a file; its name is its namespace. */
export const words = {
  common,
  shell,
  items,
  home,
  library,
  item,
  signIn,
  join,
  invitations,
  firstRun,
  newRoom,
  room,
  settings,
  doctor,
  mini,
  problems,
}
