import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** A screen and where it is. */
export interface Route {
  readonly path: string
  /** bare = without navigation around it. */
  readonly frame: 'shell' | 'bare'
  readonly Screen: LazyExoticComponent<ComponentType>
}

/** Screens come when they are first shown: none is in what a window has to load at first. */
export const routes: readonly Route[] = [
  {
    path: '/',
    frame: 'shell',
    Screen: lazy(async () => ({ default: (await import('../screens/home/HomeScreen.tsx')).HomeScreen })),
  },
  {
    path: '/room',
    frame: 'shell',
    Screen: lazy(async () => ({ default: (await import('../screens/room/RoomScreen.tsx')).RoomScreen })),
  },
  {
    path: '/settings',
    frame: 'shell',
    Screen: lazy(async () => ({
      default: (await import('../screens/settings/SettingsScreen.tsx')).SettingsScreen,
    })),
  },
  {
    path: '/doctor',
    frame: 'shell',
    Screen: lazy(async () => ({
      default: (await import('../screens/doctor/DoctorScreen.tsx')).DoctorScreen,
    })),
  },
  {
    path: '/mini',
    frame: 'bare',
    Screen: lazy(async () => ({ default: (await import('../screens/mini/MiniScreen.tsx')).MiniScreen })),
  },
]
