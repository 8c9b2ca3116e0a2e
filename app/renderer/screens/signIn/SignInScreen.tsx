import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useApp } from '../../client/AppContext.tsx'
import { Certificate } from './Certificate.tsx'
import { QuickConnect } from './QuickConnect.tsx'
import { ServerStep } from './ServerStep.tsx'
import { UserStep } from './UserStep.tsx'

/** Which Jellyfin, and who: one question after the other, wherever signing in stands. */
export function SignInScreen() {
  const signIn = useApp((app) => app.signIn)
  const isDone = useApp((app) => app.signIn.kind === 'done' && app.account !== null)
  const [location, go] = useLocation()
  useEffect(() => {
    if (isDone && location === '/sign-in') go('/')
  }, [isDone, location, go])
  switch (signIn.kind) {
    case 'server':
      return <ServerStep key={signIn.address} address={signIn.address} problem={signIn.problem} />
    case 'connecting':
      return <ServerStep address={signIn.address} problem={null} isConnecting />
    case 'certificate':
      return <Certificate step={signIn} />
    case 'user':
      return <UserStep step={signIn} />
    case 'signing-in':
      return (
        <UserStep
          step={{ ...signIn, kind: 'user', users: [], quickConnect: false, problem: null }}
          signingIn={signIn.userName}
        />
      )
    case 'quick-connect':
      return <QuickConnect code={signIn.code} serverName={signIn.server.name} />
    case 'done':
      return null
  }
}
