import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compile,
  contextOf,
  type DocumentKind,
  type Grants,
  isFault,
  type Policy,
  type Principal,
  type Question,
} from './index'

/** What every case of tests/cases/policy has. Adding a case is adding data. */
interface Named {
  readonly name: string
  /** The AWS page it follows. */
  readonly cites: string
}

type Said = Readonly<Record<string, string | readonly string[]>>
/** One statement, several of one policy, or several policies. */
type Written = unknown | readonly unknown[] | readonly (readonly unknown[])[]

/** A Condition block and a request: whether it holds; null: that cannot be known. */
export interface ConditionCase extends Named {
  readonly condition: unknown
  readonly context: Said
  readonly holds: boolean | null
  readonly version?: string
}

/** Policies and a question: the decision. */
export interface DecisionCase extends Named {
  readonly identity?: Written
  readonly resourcePolicy?: Written
  readonly trust?: Written
  readonly boundary?: Written
  readonly session?: Written
  /** One of `cast`; `ann` unless told. */
  readonly who?: string
  readonly action?: string
  readonly resource?: string
  /** The account that owns the resource; the one of `ann` unless told. */
  readonly owner?: string
  readonly context?: Said
  /** Of all its policies; null: they have none. */
  readonly version?: string | null
  readonly answer: string
  readonly by?: string
  /** What kept the first statement from applying; null: nothing did. */
  readonly missed?: string | null
}

/** A document: what is wrong with it, and where (`line:column`). */
export interface ValidationCase extends Named {
  readonly kind: DocumentKind
  readonly document: unknown
  readonly fault: string | null
  readonly at?: string
}

export type Case = ConditionCase | DecisionCase | ValidationCase

const folder = join(import.meta.dir, '../../tests/cases/policy')

/** Each topic with its cases. */
export function topics(): readonly (readonly [topic: string, cases: readonly Case[]])[] {
  return readdirSync(folder).map((file) => {
    const cases: readonly Case[] = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return [file.replace('.json', ''), cases]
  })
}

const account = '111122223333'
const ann: Principal = { kind: 'user', arn: `arn:aws:iam::${account}:user/ann`, account, ids: ['AIDAANN'] }
const session: Principal = {
  kind: 'session',
  arn: `arn:aws:sts::${account}:assumed-role/app/web-1`,
  account,
  roleArn: `arn:aws:iam::${account}:role/teams/app`,
  ids: ['AROAAPP', 'AROAAPP:web-1'],
}

/** Who asks, in the cases. */
export const cast: Readonly<Record<string, Principal>> = {
  ann,
  bob: { ...ann, arn: `arn:aws:iam::${account}:user/bob`, ids: ['AIDABOB'] },
  session,
  'federated user': {
    kind: 'session',
    arn: `arn:aws:sts::${account}:federated-user/ann`,
    account,
    roleArn: ann.arn,
    ids: [`${account}:ann`],
  },
  root: { kind: 'account', arn: `arn:aws:iam::${account}:root`, account, ids: [] },
  elsewhere: { kind: 'user', arn: 'arn:aws:iam::777788889999:user/eve', account: '777788889999', ids: ['AIDAEVE'] },
  pods: { kind: 'service', arn: 'pods.eks.amazonaws.com', account: '', ids: [] },
  federated: { kind: 'federated', arn: `arn:aws:iam::${account}:oidc-provider/example.com`, account: '', ids: [] },
  anonymous: { kind: 'anonymous', arn: '', account: '', ids: [] },
}

export function questionOf({ who = 'ann', action, resource, owner, context = {} }: DecisionCase): Question {
  const principal = cast[who]
  if (principal === undefined) throw new Error(`There is no ${who} in the cast.`)
  return {
    principal,
    action: action ?? 's3:GetObject',
    resource: resource ?? 'arn:aws:s3:::b/k',
    resourceAccount: owner ?? account,
    context: contextOf(Object.entries(context)),
  }
}

export function grantsOf(it: DecisionCase): Grants {
  const version = it.version === undefined ? '2012-10-17' : it.version
  const read = (written: Written): readonly Policy[] => policiesOf(written, version)
  const one = (written: Written): Policy | undefined => (written === undefined ? undefined : read(written)[0])
  return {
    identity: it.identity === undefined ? [] : read(it.identity),
    resource: one(it.resourcePolicy),
    trust: one(it.trust),
    boundary: one(it.boundary),
    session: it.session === undefined ? undefined : read(it.session),
  }
}

function policiesOf(written: Written, version: string | null): readonly Policy[] {
  const lists = Array.isArray(written) && Array.isArray(written[0]) ? written : [written]
  return lists.map((Statement) => {
    const compiled = compile(JSON.stringify(version === null ? { Statement } : { Version: version, Statement }), 'case')
    if (isFault(compiled)) throw new Error(compiled.fault)
    return compiled
  })
}
