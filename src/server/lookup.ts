import type { AccessKey, Role, Secret, Session, User } from '../domain'
import type { KnownCaller } from '../services'
import { type KeyRefusal, type Keyring, type KnownKey, openSession } from '../signatures'
import type { Store } from '../store'

/** One request's search for who an access key id stands for. */
export interface Lookup {
  /** As signatures asks: what is found here counts only once the signature is proved. */
  readonly find: (accessKeyId: string, sessionToken: string | undefined) => Promise<KnownKey | KeyRefusal>
  /** Who was found. Throws when nobody was: it is asked after the proof. */
  readonly caller: () => KnownCaller
}

/** Where the sealed secrets of access keys are opened; a secret once opened is kept by its sealed text. */
export interface OpenedSecrets {
  open(key: AccessKey): Secret
}

const most = 1_000
/** What secret keys are sealed for, by those who make them in services/iam. */
export const secretPurpose = 'access-key'

export function openedSecrets(keyring: Keyring): OpenedSecrets {
  const kept = new Map<string, Secret>()
  return {
    open({ sealedSecret }) {
      const before = kept.get(sealedSecret)
      if (before !== undefined) return before
      const secret = keyring.open(secretPurpose, sealedSecret)
      const [oldest] = kept.keys()
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest)
      kept.set(sealedSecret, secret)
      return secret
    },
  }
}

export interface LookupMeans {
  readonly store: Store
  readonly keyring: Keyring
  readonly secrets: OpenedSecrets
  readonly account: string
  readonly now: () => number
}

export function lookup(means: LookupMeans): Lookup {
  let found: KnownCaller | undefined
  return {
    async find(accessKeyId, sessionToken) {
      if (!/^[A-Z0-9]{16,128}$/.test(accessKeyId)) return 'unknown-key'
      if (sessionToken === undefined) {
        const key = await means.store.accessKeys.get(accessKeyId)
        const user = key && (await userOf(means.store, key.userName, key.userId))
        if (key === undefined || user === undefined || key.status !== 'Active') return 'unknown-key'
        found = asUser(user, accessKeyId)
        return { accessKeyId, secret: means.secrets.open(key), userName: user.name }
      }
      const known = openSession(means.keyring, accessKeyId, sessionToken, means.now())
      if (typeof known === 'string') return known
      found = known.session && (await sessionCaller(means, known.session, accessKeyId))
      return found === undefined ? 'invalid-token' : known
    },
    caller() {
      if (found === undefined) throw new Error('A signature was proved with a key that was not found.')
      return found
    },
  }
}

/** Undefined when what the session rests on is gone: the role (its unique id counts, not its name), the user, or the user's key. */
async function sessionCaller(
  { store, account }: LookupMeans,
  session: Session,
  accessKeyId: string,
): Promise<KnownCaller | undefined> {
  if (session.account !== account) return undefined
  if (session.kind === 'role') {
    const role = session.roleName === undefined ? undefined : await store.roles.get(session.roleName.toLowerCase())
    return role === undefined || role.id !== session.roleId ? undefined : asRole(role, session, accessKeyId)
  }
  if (session.userName === undefined || session.accessKeyId === undefined) return undefined
  const key = await store.accessKeys.get(session.accessKeyId)
  if (key === undefined || key.status !== 'Active' || key.userId !== session.principalId) return undefined
  const user = await userOf(store, session.userName, session.principalId)
  return user && { ...asUser(user, accessKeyId), session }
}

async function userOf(store: Store, name: string, id: string): Promise<User | undefined> {
  const user = await store.users.get(name.toLowerCase())
  return user?.id === id ? user : undefined
}

function accountOf(arn: string): string {
  return arn.split(':', 5)[4] ?? ''
}

function asUser(user: User, accessKeyId: string): KnownCaller {
  return {
    principal: { kind: 'user', arn: user.arn, account: accountOf(user.arn), ids: [user.id] },
    userId: user.id,
    accessKeyId,
    user,
    identity: user,
  }
}

function asRole(role: Role, session: Session, accessKeyId: string): KnownCaller {
  return {
    principal: {
      kind: 'session',
      arn: session.arn,
      account: session.account,
      roleArn: role.arn,
      ids: [role.id, session.principalId],
    },
    userId: session.principalId,
    accessKeyId,
    session,
    identity: role,
  }
}

/** Who asks without a signature. */
export const anonymous: KnownCaller = {
  principal: { kind: 'anonymous', arn: '', account: '', ids: [] },
  userId: '',
}
