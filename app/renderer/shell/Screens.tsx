import { Center, Loader } from '@mantine/core'
import { useSessionStorage } from '@mantine/hooks'
import { Compass } from 'lucide-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { useApp, useIsRemote } from '../client/AppContext.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { Boundary } from './Boundary.tsx'
import { Broken } from './Broken.tsx'
import { NobodyThere } from './NobodyThere.tsx'
import { gateOf, isOpenToAll } from './gate.ts'
import { routesOf } from './routes.tsx'
import { Shell } from './Shell.tsx'

const SignIn = lazy(async () => ({
  default: (await import('../screens/signIn/SignInScreen.tsx')).SignInScreen,
}))
const FirstRun = lazy(async () => ({ default: (await import('../screens/firstRun/FirstRun.tsx')).FirstRun }))

/** The screen at the window's address, within the frame that it wants; before it what has to be answered first. */
export function Screens() {
  const [location] = useLocation()
  const [isPut, putOff] = useSessionStorage({
    key: 'player-later',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const gate = useApp(({ account, players }) => gateOf({ account, players, isPut }))
  const isRemote = useIsRemote()
  const routes = routesOf(isRemote)
  if (gate === 'sign-in' && isRemote) return <NobodyThere />
  if (gate === 'sign-in' && !isOpenToAll(location))
    return (
      <Safely>
        <SignIn />
      </Safely>
    )
  if (gate === 'player' && !isOpenToAll(location))
    return (
      <Safely>
        <FirstRun onLater={() => putOff(true)} />
      </Safely>
    )
  const isBare = routes.some(({ path, frame }) => frame === 'bare' && path === location)
  const screen = (
    <Safely>
      <Switch>
        {routes.map(({ path, Screen }) => (
          <Route key={path} path={path} component={Screen} />
        ))}
        <Route component={NotFound} />
      </Switch>
    </Safely>
  )
  return isBare ? screen : <Shell>{screen}</Shell>
}

function Safely({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  return (
    <Boundary resetKey={location} fallback={<Broken />}>
      <Suspense fallback={<Coming />}>{children}</Suspense>
    </Boundary>
  )
}

function Coming() {
  const { t } = useTranslation()
  return (
    <Center h="60dvh" role="status" data-coming aria-label={t('loading')}>
      <Loader type="dots" />
    </Center>
  )
}

function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('notFound.title')} isTitleHidden>
      <Empty Icon={Compass} title={t('notFound.title')} ways={<Link href="/">{t('notFound.home')}</Link>} />
    </Page>
  )
}
