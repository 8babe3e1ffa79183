import type { Authority } from '../authority'
import type { Session, User } from '../domain'
import type { Decision, Principal } from '../policy'
import type { Keyring } from '../signatures'
import type { Blobs, Store } from '../store'

/** Who asks, proved by the signature. */
export interface Caller {
  readonly principal: Principal
  /** As GetCallerIdentity's UserId: `AIDA…`, `AROA…:name`, the account for root, '' for anonymous. */
  readonly userId: string
  readonly accessKeyId?: string
  /** With temporary credentials. */
  readonly session?: Session
  /** With a user's own key, or a user's session. */
  readonly user?: User
}

/** One thing that must be permitted. */
export interface Need {
  /** `eks:DescribeCluster` */
  readonly action: string
  /** A full ARN, `*`, or relative (`cluster/blue`): then it is in this account and region and of the action's service. */
  readonly resource: string
  /** Condition keys of this request (lower or any case), beside the global ones that the pipeline knows: `aws:RequestTag/team`, `iam:PassedToService`. */
  readonly context?: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The resource's own policy (a bucket's), with a name to speak of it. */
  readonly resourcePolicy?: { readonly text: string; readonly source: string }
  /** A role's trust policy: it must allow, beside what the caller's own policies say (aws-api.md §4, evaluation logic). */
  readonly trust?: { readonly text: string; readonly source: string }
  /** Twelve digits; absent: this account. */
  readonly resourceAccount?: string
}

/** No permission needed, with the reason. The operation itself decides, or there is nothing to protect. */
export interface Anyone {
  readonly anyone: string
}

/** Facts and means handed to operations. What is not here, no operation can do. */
export interface Parts {
  readonly store: Store
  readonly blobs: Blobs
  readonly keyring: Keyring
  readonly authority: Authority
  /** Twelve digits. */
  readonly account: string
  readonly region: string
  /** `aws` */
  readonly partition: string
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new UUID. */
  readonly unique: () => string
  /** `count` characters drawn from `alphabet`, evenly and from a cryptographic source. */
  readonly draw: (count: number, alphabet: string) => string
  readonly random: (bytes: number) => Uint8Array
  readonly caller: Caller
  readonly requestId: string
  /** Facts for the audit record beside request and answer: CloudTrail's `additionalEventData`. Kept however the call ends; no secrets. */
  readonly note: (facts: Readonly<Record<string, unknown>>) => void
  /** What this caller may: the same decision as the pipeline's. */
  readonly decide: (need: Need) => Promise<Decision>
  /** Throws the service's access-denied fault, in AWS's words, unless permitted. */
  readonly demand: (need: Need) => Promise<void>
  /** The JWKS of an OIDC issuer by discovery, kept for a while; undefined when it cannot be had. */
  readonly discover: (issuer: string) => Promise<readonly Record<string, unknown>[] | undefined>
  readonly limits: Limits
  /** Wakes those who wait for a cluster's next revision in this process. */
  readonly revisions: Revisions
  /** Address at which clients reach this server, without trailing slash. */
  readonly url: string
  /** Resolves when the client has gone or the server stops: ends long polls. */
  readonly gone: AbortSignal
}

export interface Limits {
  /** 5,000 on AWS. */
  readonly associationsPerCluster: number
  /** Clusters of the account, those made here and those registered: 100, as on AWS. */
  readonly clusters: number
  /** Whether GetSessionToken's sessions may call IAM, and all of STS but GetSessionToken: yes here, unlike AWS, since the console signs in with them. */
  readonly sessionsMayCallIam: boolean
  /** Milliseconds an activation code is good for. */
  readonly activationLife: number
}

export interface Revisions {
  changed(cluster: string): void
  /** Resolves at the next change of the cluster, after `patience` ms, or when `gone` fires; the caller then reads the store again. */
  next(cluster: string, patience: number, gone: AbortSignal): Promise<void>
}

/** What the wire read: members as the model spells them, constraints already checked. Timestamps are Dates, blobs Uint8Arrays, streaming bodies ReadableStreams. */
export type Said = Readonly<Record<string, unknown>>
/** What the wire writes: members as the model spells them; undefined members are left out; timestamps are Dates. */
export type Answer = Readonly<Record<string, unknown>>

export type ServiceName = 'eks' | 'eks-auth' | 'sts' | 'iam' | 's3' | 'cloudtrail' | 'podid'

/** An operation is one value in one file: name, input, need, deed. */
export interface Operation<Input = unknown> {
  readonly service: ServiceName
  /** As in the model. */
  readonly name: string
  /** Nothing is changed by it: CloudTrail's `readOnly`. Absent: judged by the name (Describe, Get, List, Head, Lookup). */
  readonly readOnly?: boolean
  /** What is said, in our types. Throws a Fault for what the model cannot say. */
  readonly input: (said: Said) => Input
  /** What the caller must be permitted. Sees no more of the parts than facts. */
  need(
    input: Input,
    parts: Pick<Parts, 'store' | 'account' | 'region' | 'partition' | 'caller'> & Partial<Pick<Parts, 'limits'>>,
  ): Need | readonly Need[] | Anyone | Promise<Need | readonly Need[] | Anyone>
  handle(input: Input, parts: Parts): Promise<Answer>
  /** Resources for the audit record: CloudTrail types and ARNs or names. */
  about?(input: Input): readonly { readonly type: string; readonly name: string }[]
}

/** Declares an operation; the input's type flows from `input` to `need` and `handle`. */
export function operation<Input>(it: Operation<Input>): Operation<Input> {
  return it
}

/** The same operation with its input's type forgotten, so that operations of all inputs stand in one list. */
export function erased<Input>(it: Operation<Input>): Operation<unknown> {
  return it
}
