import type { Event } from '@aws-sdk/client-cloudtrail'

export const exchangeName = 'AssumeRoleForPodIdentity'

/** What an exchange tells beside what every call does, as far as it came. */
export interface Exchange {
  readonly cluster?: string
  readonly namespace?: string
  readonly serviceAccount?: string
  readonly pod?: string
  readonly podUid?: string
  readonly node?: string
  readonly associationArn?: string
  readonly associationId?: string
  readonly roleArn?: string
  readonly targetRoleArn?: string
  /** The session that was given. */
  readonly sessionArn?: string
  readonly givenKeyId?: string
}

/** An audit record as the pages show it. */
export interface Recorded {
  readonly id: string
  readonly at: Date | undefined
  readonly name: string
  readonly source: string
  readonly readOnly: boolean
  readonly user?: string
  readonly userArn?: string
  readonly userType?: string
  readonly accessKeyId?: string
  readonly address?: string
  readonly program?: string
  readonly requestId?: string
  readonly region?: string
  readonly resources: readonly { readonly type: string; readonly name: string }[]
  readonly refused?: { readonly code: string; readonly message: string }
  readonly exchange?: Exchange
  /** The whole record, as it is read best. */
  readonly json: string
}

/** Reads what LookupEvents answers: the record itself is JSON in a text. */
export function recorded(event: Event): Recorded {
  const record = parsed(event.CloudTrailEvent)
  const code = textAt(record, 'errorCode')
  const name = event.EventName ?? ''
  return {
    id: event.EventId ?? '',
    at: event.EventTime,
    name,
    source: event.EventSource ?? '',
    readOnly: event.ReadOnly === 'true',
    user: event.Username,
    userArn: textAt(record, 'userIdentity', 'arn'),
    userType: textAt(record, 'userIdentity', 'type'),
    accessKeyId: event.AccessKeyId ?? textAt(record, 'userIdentity', 'accessKeyId'),
    address: textAt(record, 'sourceIPAddress'),
    program: textAt(record, 'userAgent'),
    requestId: textAt(record, 'requestID'),
    region: textAt(record, 'awsRegion'),
    resources: (event.Resources ?? []).map(({ ResourceType = '', ResourceName = '' }) => ({
      type: ResourceType,
      name: ResourceName,
    })),
    refused: code === undefined ? undefined : { code, message: textAt(record, 'errorMessage') ?? '' },
    exchange: name === exchangeName ? exchangeIn(record) : undefined,
    json: record === undefined ? (event.CloudTrailEvent ?? '') : JSON.stringify(record, null, 2),
  }
}

function exchangeIn(record: unknown): Exchange {
  const more = at(record, 'additionalEventData')
  return {
    cluster: textAt(record, 'requestParameters', 'clusterName'),
    namespace: textAt(more, 'subject', 'namespace'),
    serviceAccount: textAt(more, 'subject', 'serviceAccount'),
    pod: textAt(more, 'pod', 'name'),
    podUid: textAt(more, 'pod', 'uid'),
    node: textAt(more, 'nodeName'),
    associationArn: textAt(more, 'podIdentityAssociation', 'associationArn'),
    associationId: textAt(more, 'podIdentityAssociation', 'associationId'),
    roleArn: textAt(more, 'roleArn'),
    targetRoleArn: textAt(more, 'targetRoleArn'),
    sessionArn: textAt(more, 'assumedRoleUser', 'arn'),
    givenKeyId: textAt(more, 'accessKeyId'),
  }
}

/** `arn:aws:iam::1:role/ops/app` → `ops/app`. */
export function roleNameOf(arn: string): string {
  return /:role\/(.+)$/.exec(arn)?.[1] ?? arn
}

/** `arn:aws:eks:r:1:cluster/blue` → `cluster/blue`; what is no ARN as it is. */
export function shortOf(name: string): string {
  return /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(name)?.[1] ?? name
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const name of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = new Map<string, unknown>(Object.entries(here)).get(name)
  }
  return here
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : undefined
}
