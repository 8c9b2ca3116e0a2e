import { Center, Loader } from '@mantine/core'
import { Compass } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { Boundary } from './Boundary.tsx'
import { Broken } from './Broken.tsx'
import { routes } from './routes.tsx'
import { Shell } from './Shell.tsx'

/** The screen at the window's address, within the frame that it wants. */
export function Screens() {
  const [location] = useLocation()
  const isBare = routes.some(({ path, frame }) => frame === 'bare' && path === location)
  const screen = (
    <Boundary resetKey={location} fallback={<Broken />}>
      <Suspense fallback={<Coming />}>
        <Switch>
          {routes.map(({ path, Screen }) => (
            <Route key={path} path={path} component={Screen} />
          ))}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </Boundary>
  )
  return isBare ? screen : <Shell>{screen}</Shell>
}

function Coming() {
  const { t } = useTranslation()
  return (
    <Center h="60dvh" role="status" aria-label={t('loading')}>
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
