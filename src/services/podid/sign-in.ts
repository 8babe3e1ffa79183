import type { User } from '../../domain'
import type { SignInCode, Tables } from '../../store'
import { Fault, found } from '../fault'
import { operation } from '../operation'
import { text } from '../said'
import { credentialsOfUser, sessionOfUserByDefault } from '../sts/user-session'
import { keptAs } from './sign-in-codes'

/**
 * Temporary credentials, as GetSessionToken's, for who asked for the code. Unsigned: the code is the proof, once. It is spent before anything is
 * given for it, in one change, so that of many who present it one succeeds; why another does not is told to nobody.
 */
export const signIn = operation({
  service: 'podid',
  name: 'SignIn',
  input: (said) => ({ code: text(said.code) }),
  need: () => ({ anyone: 'The code is the proof.' }),
  async handle({ code }, parts) {
    const now = parts.now()
    const spent = await parts.store.change((tx) => spend(tx, keptAs(code)))
    const { row, user } = found(spent, notGood)
    parts.note({ signInCodeRequestID: row.askedBy, signInAs: user?.arn })
    if (user === undefined || now >= row.expiresAt) throw notGood()
    const credentials = await credentialsOfUser(user, row.accessKeyId, sessionOfUserByDefault, parts)
    return {
      accessKeyId: credentials.accessKeyId,
      secretAccessKey: credentials.secretAccessKey,
      sessionToken: credentials.sessionToken,
      expiration: new Date(credentials.expiresAt),
      arn: user.arn,
      account: parts.account,
      region: parts.region,
    }
  },
})

/** Takes the code away, whatever comes of it; the user is undefined when it, or the key that the code was asked for with, is gone since. */
async function spend(
  tx: Tables,
  key: string,
): Promise<{ readonly row: SignInCode; readonly user: User | undefined } | undefined> {
  const row = await tx.signInCodes.get(key)
  if (row === undefined || !(await tx.signInCodes.remove(key))) return undefined
  const { userName, userId, accessKeyId } = row
  const user = await tx.users.get(userName.toLowerCase())
  const asked = await tx.accessKeys.get(accessKeyId)
  const stands = user?.id === userId && asked?.userId === userId && asked.status === 'Active'
  return { row, user: stands ? user : undefined }
}

function notGood(): Fault {
  return new Fault(
    'AccessDeniedException',
    'The sign-in code is not valid: it is good once, and for two minutes. Ask for another with CreateSignInCode.',
  )
}
