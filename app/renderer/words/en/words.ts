import common from './common.json'
import shell from './shell.json'
import items from './items.json'
import home from './home.json'
import library from './library.json'
import item from './item.json'

/** Everything that is said in this language, by area. An area is a file; its name is its namespace. */
export const words = { common, shell, items, home, library, item }
