import { type Authority, embeddedAuthority } from '../src/authority'
import type { Role } from '../src/domain'
import { createSigningKey, type NewSigningKey, type PodTokenClaims, signPodToken } from '../src/issuer'
import {
  type Answer,
  accessDenied,
  authorizer,
  Fault,
  type KnownCaller,
  type Need,
  type Operation,
  type Parts,
  type RequestContext,
  type Said,
} from '../src/services'
import { createKeyring, readKeyring } from '../src/signatures'
import { memoryStore, type Store } from '../src/store'
import { conforms } from './conforms'

const account = '111122223333'
const region = 'eu-central-1'
const partition = 'aws'

/** What waits for a cluster's next revision, woken by hand or by a change; nothing waits for the clock. */
export interface Waiting {
  /** How many wait for the cluster now. */
  count(cluster: string): number
  /** Ends every wait as patience would. */
  runOut(): void
}

/** Services over a store in memory, with real parts and a clock moved by hand: operations are called as the pipeline calls them. */
export interface ServiceWorld {
  readonly account: string
  readonly region: string
  readonly store: Store
  /** Epoch milliseconds; moved by the test. */
  readonly clock: { now: number }
  readonly waiting: Waiting
  readonly root: KnownCaller
  parts(operation: Operation, caller?: KnownCaller, more?: Partial<Parts>): Parts
  /** Input, need, permission, deed. Throws the operation's fault. */
  call<Input>(operation: Operation<Input>, said: Said, caller?: KnownCaller, more?: Partial<Parts>): Promise<Answer>
  /** `Code: message` of the refusal; throws what is no fault, and when there is none. */
  refusal<Input>(operation: Operation<Input>, said: Said, caller?: KnownCaller, more?: Partial<Parts>): Promise<string>
  /** A role, in the store. */
  role(name: string, trust: string, more?: Partial<Role>): Promise<Role>
  /** A caller who has this role. */
  session(role: Role): KnownCaller
  /** A user with one inline policy of these statements, as a caller. */
  user(name: string, statement: unknown): Promise<KnownCaller>
}

export const podsTrust = trusting({ Service: 'pods.eks.amazonaws.com' }, ['sts:AssumeRole', 'sts:TagSession'])

export function trusting(principal: unknown, action: unknown, condition?: unknown): string {
  return document({ Effect: 'Allow', Principal: principal, Action: action, Condition: condition })
}

export function document(...statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

export function serviceWorld(
  given: { readonly authority?: Authority; readonly associationsPerCluster?: number; readonly clusters?: number } = {},
) {
  const store = memoryStore()
  const keyring = readKeyring(createKeyring())
  const clock = { now: Date.UTC(2026, 3, 1, 12) }
  const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes))
  const waiting = new Map<string, Set<() => void>>()
  const wake = (cluster: string): void => {
    for (const it of waiting.get(cluster) ?? []) it()
  }
  const here = { store, account, region, partition }
  const facts: Omit<Parts, 'caller' | 'decide' | 'demand'> = {
    ...here,
    blobs: { write: unused, read: unused, olderThan: unused, join: unused, remove: unused },
    keyring,
    authority: given.authority ?? embeddedAuthority(keyring, { random }),
    now: () => clock.now,
    unique: () => crypto.randomUUID(),
    draw: (count, alphabet) => Array.from(random(count), (byte) => alphabet[byte % alphabet.length]).join(''),
    random,
    requestId: 'request',
    note() {},
    discover: async () => undefined,
    limits: {
      associationsPerCluster: given.associationsPerCluster ?? 5_000,
      clusters: given.clusters ?? 100,
      sessionsMayCallIam: true,
      activationLife: 3 * 86_400_000,
    },
    revisions: {
      changed: wake,
      next: (cluster, _patience, gone) =>
        new Promise((resolve) => {
          const those = waiting.get(cluster) ?? new Set()
          waiting.set(cluster, those)
          const done = (): void => {
            those.delete(done)
            resolve()
          }
          those.add(done)
          if (gone.aborted) done()
          else gone.addEventListener('abort', done)
        }),
    },
    url: 'http://127.0.0.1:4080',
    gone: new AbortController().signal,
  }
  const root: KnownCaller = {
    principal: { kind: 'account', arn: `arn:aws:iam::${account}:root`, account, ids: [] },
    userId: account,
  }
  const { decide } = authorizer(here)
  const request = (): RequestContext => ({ now: clock.now, region, sourceIp: '127.0.0.1', secure: false })

  const world: ServiceWorld = {
    account,
    region,
    store,
    clock,
    waiting: {
      count: (cluster) => waiting.get(cluster)?.size ?? 0,
      runOut: () => [...waiting.keys()].forEach(wake),
    },
    root,
    parts: ({ service }, caller = root, more = {}) => ({
      ...facts,
      caller,
      decide: (need) => decide(caller, need, request()),
      async demand(need) {
        const decision = await decide(caller, need, request())
        if (decision.result !== 'Allow') throw accessDenied(service, caller, need, decision, here)
      },
      ...more,
    }),
    async call(operation, said, caller = root, more = {}) {
      const erased: Pick<Operation, 'service'> = operation
      const parts = world.parts({ ...unheard, service: erased.service }, caller, more)
      conforms(operation.service, operation.name, 'input', said)
      const input = operation.input(said)
      const needs = await operation.need(input, { ...here, caller })
      if (!('anyone' in needs)) for (const need of listed(needs)) await parts.demand(need)
      const answer = await operation.handle(input, parts)
      conforms(operation.service, operation.name, 'output', answer)
      return answer
    },
    async refusal(operation, said, caller, more) {
      try {
        await world.call(operation, said, caller, more)
      } catch (error) {
        if (error instanceof Fault) return `${error.code}: ${error.message}`
        throw error
      }
      throw new Error(`${operation.name} was not refused.`)
    },
    async role(name, trust, more = {}) {
      const path = more.path ?? '/'
      const row: Role = {
        ...{ name, path, trust, tags: [], inline: [], attached: [], createdAt: clock.now, maxSessionDuration: 3_600 },
        arn: `arn:aws:iam::${account}:role${path}${name}`,
        id: `AROA${facts.draw(17, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
        ...more,
      }
      if (!(await store.roles.insert(name.toLowerCase(), row))) await store.roles.update(name.toLowerCase(), () => row)
      return row
    },
    session: (role) => {
      const arn = `arn:aws:sts::${account}:assumed-role/${role.name}/test`
      const principalId = `${role.id}:test`
      const life = { issuedAt: clock.now, expiresAt: clock.now + 3_600_000 }
      return {
        principal: { kind: 'session', arn, account, roleArn: role.arn, ids: [role.id, principalId] },
        userId: principalId,
        identity: role,
        session: {
          ...{ kind: 'role', account, arn, principalId, roleName: role.name, roleArn: role.arn, roleId: role.id },
          ...{ name: 'test', tags: [], transitive: [], chained: false, ...life },
        },
      }
    },
    async user(name, statement) {
      const arn = `arn:aws:iam::${account}:user/${name}`
      const user = {
        ...{ name, path: '/', arn, id: `AIDA${name.toUpperCase()}`, createdAt: clock.now, tags: [], attached: [] },
        inline: [{ name: 'all-there-is', document: document(...(Array.isArray(statement) ? statement : [statement])) }],
      }
      await store.users.insert(name, user)
      return { principal: { kind: 'user', arn, account, ids: [user.id] }, userId: user.id, user, identity: user }
    },
  }
  return world
}

const unheard: Operation = { service: 'eks', name: '', input: unused, need: unused, handle: unused }

function listed(needs: Need | readonly Need[]): readonly Need[] {
  return 'action' in needs ? [needs] : needs
}

function unused(): never {
  throw new Error('These services have no use for this.')
}

/** Keys that sign, made once a test run: making one takes a while. */
const made = new Map<string, Promise<NewSigningKey>>()

export function signingKey(name: string): Promise<NewSigningKey> {
  const key = made.get(name) ?? createSigningKey()
  made.set(name, key)
  return key
}

/** A token of a cluster elsewhere, good for an hour unless said otherwise. */
export async function podToken(
  key: NewSigningKey,
  now: number,
  claims: Partial<PodTokenClaims> & Pick<PodTokenClaims, 'issuer'>,
): Promise<string> {
  return signPodToken(key.privateJwk, key.kid, {
    audience: 'pods.eks.amazonaws.com',
    namespace: 'default',
    serviceAccount: 'app',
    serviceAccountUid: 'd1f1f0c4-52c4-4c44-8a3e-0e1b1c6f9a01',
    pod: { name: 'app-5d9c', uid: '0b7b5d0e-0c6a-4b3c-9a53-3d0a2f9f1e02' },
    issuedAt: now,
    expiresAt: now + 3_600_000,
    unique: crypto.randomUUID(),
    ...claims,
  })
}
