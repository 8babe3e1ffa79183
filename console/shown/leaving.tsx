import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { Asking } from './asking'

/** Asks before a page is left on which something was filled in. `when` is asked at the moment of leaving. */
export function Leaving({ when }: { readonly when: () => boolean }) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return currentLocation.pathname !== nextLocation.pathname && when()
  })
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (when()) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [when])
  if (blocker.state !== 'blocked') return null
  return (
    <Asking
      title="Leave this page?"
      button="Leave"
      otherwise="Stay"
      onConfirm={() => blocker.proceed()}
      onCancel={() => blocker.reset()}
    >
      What you filled in here is not saved and will be lost.
    </Asking>
  )
}
