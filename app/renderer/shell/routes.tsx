import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** A screen and where it is. */
export interface Route {
  readonly path: string
  /** bare = without navigation around it. */
  readonly frame: 'shell' | 'bare'
  /** Of no use to a remote control, which has it not. */
  readonly isOwn?: boolean
  readonly Screen: LazyExoticComponent<ComponentType>
}

type Fetch<Name extends string> = () => Promise<{ readonly [Each in Name]: ComponentType }>

/** A screen by the name that its file gives it. */
const lazily = <Name extends string>(fetch: Fetch<Name>, name: Name) =>
  lazy(async () => ({ default: (await fetch())[name] }))

/** Screens come when they are first shown: none is in what a window has to load at first. */
const routes: readonly Route[] = [
  { path: '/', frame: 'shell', Screen: lazily(() => import('../screens/home/HomeScreen.tsx'), 'HomeScreen') },
  {
    path: '/library',
    frame: 'shell',
    Screen: lazily(() => import('../screens/library/LibrariesScreen.tsx'), 'LibrariesScreen'),
  },
  {
    path: '/library/:id',
    frame: 'shell',
    Screen: lazily(() => import('../screens/library/LibraryScreen.tsx'), 'LibraryScreen'),
  },
  {
    path: '/item/:id',
    frame: 'shell',
    Screen: lazily(() => import('../screens/item/ItemScreen.tsx'), 'ItemScreen'),
  },
  {
    path: '/new-room/:id?',
    frame: 'shell',
    isOwn: true,
    Screen: lazily(() => import('../screens/newRoom/NewRoomScreen.tsx'), 'NewRoomScreen'),
  },
  {
    path: '/join',
    frame: 'shell',
    isOwn: true,
    Screen: lazily(() => import('../screens/join/JoinScreen.tsx'), 'JoinScreen'),
  },
  {
    path: '/invitations',
    frame: 'shell',
    isOwn: true,
    Screen: lazily(() => import('../screens/invitations/InvitationsScreen.tsx'), 'InvitationsScreen'),
  },
  {
    path: '/sign-in',
    frame: 'bare',
    isOwn: true,
    Screen: lazily(() => import('../screens/signIn/SignInScreen.tsx'), 'SignInScreen'),
  },
  {
    path: '/room',
    frame: 'shell',
    Screen: lazily(() => import('../screens/room/RoomScreen.tsx'), 'RoomScreen'),
  },
  {
    path: '/settings',
    frame: 'shell',
    isOwn: true,
    Screen: lazily(() => import('../screens/settings/SettingsScreen.tsx'), 'SettingsScreen'),
  },
  {
    path: '/doctor',
    frame: 'shell',
    isOwn: true,
    Screen: lazily(() => import('../screens/doctor/DoctorScreen.tsx'), 'DoctorScreen'),
  },
  {
    path: '/mini',
    frame: 'bare',
    Screen: lazily(() => import('../screens/mini/MiniScreen.tsx'), 'MiniScreen'),
  },
]

/** The screens that a window has. */
export const routesOf = (isRemote: boolean): readonly Route[] =>
  isRemote ? routes.filter(({ isOwn }) => isOwn !== true) : routes
