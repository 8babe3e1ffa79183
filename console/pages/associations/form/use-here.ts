import { useRef } from 'react'
import { parseArn } from '../../../../src/domain'
import { useSession } from '../../../session/use-session'

/** The account that is signed in to; it stays while the person is asked to sign in again. */
export function useHere(): { readonly account: string; readonly partition: string } {
  const session = useSession()
  const here = useRef({ account: '', partition: 'aws' })
  if (typeof session === 'object')
    here.current = { account: session.account, partition: parseArn(session.arn)?.partition ?? 'aws' }
  return here.current
}
