import { client } from '../../src/client'
import { region, server } from '../place'
import { begin } from './session'

interface Temporary {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresAt: number
}

/** Exchanges a long-lived key for a session at once; the key itself is forgotten. Throws ClientFault where the server refuses. */
export async function signInWithKey(accessKeyId: string, secretAccessKey: string): Promise<void> {
  const long = client({ endpoint: server, region, credentials: { accessKeyId, secretAccessKey } })
  const { Credentials: given } = await long.call('sts', 'GetSessionToken')
  await enter(temporary(given, ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration']))
}

/** By a one-time link's code. Throws ClientFault when it was used before, or is too old. */
export async function signInWithCode(code: string): Promise<void> {
  const nobody = client({ endpoint: server, region, credentials: undefined })
  const answer = await nobody.call('podid', 'SignIn', { code })
  await enter(temporary(answer, ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration']))
}

/** Takes the code of a one-time link out of the address, so that it stands in no history. */
export function takeCode(): string | undefined {
  const code = /^#sign-in=([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1]
  if (code !== undefined) history.replaceState(null, '', location.pathname + location.search)
  return code
}

async function enter(credentials: Temporary): Promise<void> {
  const own = client({ endpoint: server, region, credentials })
  const { Arn, Account } = await own.call('sts', 'GetCallerIdentity')
  begin({ ...credentials, arn: String(Arn), account: String(Account) })
}

function temporary(said: unknown, names: readonly [string, string, string, string]): Temporary {
  const members = new Map(Object.entries(said ?? {}))
  const [accessKeyId, secretAccessKey, sessionToken, expiration] = names.map((name) => members.get(name))
  if (
    typeof accessKeyId !== 'string' ||
    typeof secretAccessKey !== 'string' ||
    typeof sessionToken !== 'string' ||
    !(expiration instanceof Date)
  )
    throw new Error('The server answered no credentials.')
  return { accessKeyId, secretAccessKey, sessionToken, expiresAt: expiration.getTime() }
}
