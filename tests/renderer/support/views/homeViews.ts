import { signedIn } from '../states.ts'
import type { View } from './view.ts'

export const homeViews: readonly View[] = [{ name: 'home', path: '/', state: signedIn }]
