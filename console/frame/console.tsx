import { I18nProvider } from '@cloudscape-design/components/i18n'
import messages from '@cloudscape-design/components/i18n/messages/all.en'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { RouterProvider } from 'react-router'
import { queries } from '../asking/use-ask'
import { signInWithCode } from '../session/sign-in'
import { inWords } from '../session/sign-in-form'
import { SignInAgain, SignInPage } from '../session/sign-in-page'
import { useSession } from '../session/use-session'
import { NoticesAround } from './notices'
import { router } from './router'
import { Waiting } from './waiting'

/** The whole console; `code` is that of a one-time link. */
export function Console({ code }: { readonly code: string | undefined }) {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queries}>
        <SignedIn code={code} />
      </QueryClientProvider>
    </I18nProvider>
  )
}

function SignedIn({ code }: { readonly code: string | undefined }) {
  const session = useSession()
  const [entering, setEntering] = useState(code !== undefined)
  const [trouble, setTrouble] = useState<string>()
  const who = useRef<string>(undefined)
  const asked = useRef(false)

  useEffect(() => {
    if (code === undefined || asked.current) return
    asked.current = true
    signInWithCode(code)
      .catch((error: unknown) => setTrouble(`${inWords(error)} Make a new link with: podid console`))
      .finally(() => setEntering(false))
  }, [code])

  // What one person was shown, the next must not see.
  if (typeof session === 'object' && who.current !== session.arn) {
    if (who.current !== undefined) queries.clear()
    who.current = session.arn
  }
  if (session === 'signed out')
    return entering ? <Waiting for="Signing in" /> : <SignInPage trouble={trouble} key={trouble} />
  return (
    <NoticesAround>
      <RouterProvider router={router} />
      {session === 'expired' ? <SignInAgain /> : null}
    </NoticesAround>
  )
}
