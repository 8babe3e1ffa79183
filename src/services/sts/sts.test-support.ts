import { randomBytes } from 'node:crypto'
import type { Cluster, OidcProvider, Role, Session, User } from '../../domain'
import { createKeyring, type KnownKey, openSession, readKeyring } from '../../signatures'
import { memoryStore } from '../../store'
import { authorizer, type KnownCaller } from '../access'
import { Fault } from '../fault'
import type { Answer, Caller, Operation, Parts, Said } from '../operation'
import { structure, text } from '../said'
import { stsOperations } from './index'

export const account = '111122223333'
export const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`
export const minute = 60_000

export const allow = (action: string | readonly string[], resource = '*') => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
})
export const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements })
export const trusting = (
  principal: unknown,
  action: string | readonly string[] = 'sts:AssumeRole',
  condition?: object,
) => policy({ Effect: 'Allow', Principal: principal, Action: action, Condition: condition })

/** An account with roles and a user, whose permissions are judged as the server judges them; the clock is moved by hand. */
export async function newAccount() {
  const store = memoryStore()
  const clock = { now: Date.UTC(2026, 0, 2, 3, 4, 5) }
  const here = { store, account, region: 'us-east-1', partition: 'aws' }
  const keyring = readKeyring(createKeyring())
  const decider = authorizer(here)
  const unused = (): never => {
    throw new Error('STS has no use for this.')
  }
  let drawn = 0

  async function role(name: string, trust: string, more: Partial<Role> = {}): Promise<Role> {
    const path = more.path ?? '/'
    const it: Role = {
      name,
      path,
      arn: arn(`role${path}${name}`),
      id: `AROA${String(++drawn).padStart(17, 'A')}`,
      createdAt: 0,
      tags: [],
      inline: [],
      attached: [],
      trust,
      maxSessionDuration: 3_600,
      ...more,
    }
    await store.roles.insert(name.toLowerCase(), it)
    return it
  }

  async function user(name: string, permissions: string): Promise<KnownCaller> {
    const it: User = {
      name,
      path: '/',
      arn: arn(`user/${name}`),
      id: `AIDA${String(++drawn).padStart(17, 'A')}`,
      createdAt: 0,
      tags: [],
      inline: [{ name: 'own', document: permissions }],
      attached: [],
    }
    await store.users.insert(name, it)
    const principal = { kind: 'user' as const, arn: it.arn, account, ids: [it.id] }
    return { principal, userId: it.id, accessKeyId: `AKIA${name}`, user: it, identity: it }
  }

  /** The caller that credentials stand for, as the server finds it. */
  async function callerOf(answer: Answer): Promise<KnownCaller & { readonly session: Session }> {
    const session = sessionOf(answer)
    const identity = await store.roles.get((session.roleName ?? '').toLowerCase())
    if (identity === undefined) throw new Error('The role is gone.')
    const ids = [identity.id, session.principalId]
    const principal = { kind: 'session' as const, arn: session.arn, account, roleArn: identity.arn, ids }
    return { principal, userId: session.principalId, session, identity }
  }

  function sessionOf(answer: Answer): Session {
    const { AccessKeyId, SecretAccessKey, SessionToken } = structure(answer.Credentials)
    const known: KnownKey | string = openSession(keyring, text(AccessKeyId), text(SessionToken), clock.now)
    if (typeof known === 'string' || known.session === undefined) throw new Error(`The credentials are ${known}.`)
    if (known.secret.reveal() !== SecretAccessKey) throw new Error('The secret is another.')
    return known.session
  }

  function parts(caller: Caller, more: Partial<Parts> = {}): Parts {
    const request = { now: clock.now, region: 'us-east-1', sourceIp: '127.0.0.1', secure: false }
    return {
      ...here,
      keyring,
      caller,
      now: () => clock.now,
      random: (count) => randomBytes(count),
      decide: (need) => decider.decide(caller, need, request),
      demand: unused,
      discover: unused,
      unique: unused,
      draw: unused,
      requestId: 'request',
      note() {},
      url: 'http://127.0.0.1:4080',
      gone: new AbortController().signal,
      blobs: { write: unused, read: unused, olderThan: unused, join: unused, remove: unused },
      authority: { kind: 'sts', issue: unused },
      revisions: { changed: unused, next: unused },
      limits: { associationsPerCluster: 1, clusters: 1, sessionsMayCallIam: true, activationLife: 1 },
      ...more,
    }
  }

  async function call(name: string, caller: Caller, said: Said = {}, more: Partial<Parts> = {}): Promise<Answer> {
    const it = operationCalled(name)
    return it.handle(it.input(said), parts(caller, more))
  }

  return {
    store,
    clock,
    keyring,
    role,
    user,
    callerOf,
    sessionOf,
    call,
    assume: (caller: Caller, roleArn: string, said: Said = {}) =>
      call('AssumeRole', caller, { RoleArn: roleArn, RoleSessionName: 'session', ...said }),
    /** `Code: message` of the refusal. */
    async refusal(name: string, caller: Caller, said: Said = {}, more: Partial<Parts> = {}): Promise<string> {
      try {
        await call(name, caller, said, more)
      } catch (error) {
        if (error instanceof Fault) return `${error.code}: ${error.message}`
        throw error
      }
      return 'no refusal'
    },
  }
}

export type Account = Awaited<ReturnType<typeof newAccount>>

function operationCalled(name: string): Operation {
  const it = stsOperations.find((operation) => operation.name === name)
  if (it === undefined) throw new Error(`There is no operation ${name}.`)
  return it
}

export const anonymous: Caller = { principal: { kind: 'anonymous', arn: '', account: '', ids: [] }, userId: '' }

export function provider(url: string, more: Partial<OidcProvider> = {}): OidcProvider {
  return {
    arn: arn(`oidc-provider/${url}`),
    url,
    clientIds: ['sts.amazonaws.com'],
    thumbprints: [],
    tags: [],
    createdAt: 0,
    ...more,
  }
}

export function cluster(name: string, jwk: Readonly<Record<string, unknown>>, issuer: string): Cluster {
  const id = name.padEnd(16, '0')
  return {
    name,
    id,
    arn: `arn:aws:eks:us-east-1:${account}:cluster/${name}`,
    kind: 'registered',
    status: 'ACTIVE',
    issuer,
    formerIssuers: [],
    keys: [{ jwk, addedAt: 0 }],
    providerArn: arn(`oidc-provider/podid/clusters/${id}`),
    connectorRoleArn: '',
    agentRoleArn: '',
    createdAt: 0,
    tags: {},
    said: {},
    revision: 0,
  }
}
