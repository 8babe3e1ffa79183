import type { AuditEvent } from '../domain'
import type { KnownCaller, ServiceName } from '../services'

/** A call that is over, as far as its record is concerned. */
export interface Call {
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly service: ServiceName
  /** As in the model; absent when the request named none. */
  readonly operation?: string
  readonly readOnly: boolean
  /** Proved, or nobody; absent when the proof failed. */
  readonly caller?: KnownCaller
  /** What an unproved request said of itself. */
  readonly claimedKeyId?: string
  /** What was asked, secrets hidden already. */
  readonly parameters?: unknown
  /** What was answered, secrets hidden already; absent for what only reads. */
  readonly elements?: unknown
  /** What the operation notes beside request and answer. */
  readonly additional?: Readonly<Record<string, unknown>>
  readonly fault?: { readonly code: string; readonly message: string }
  readonly resources: readonly { readonly type: string; readonly name: string }[]
  readonly sourceIp: string
  readonly userAgent: string
  readonly secure: boolean
  readonly host: string
}

/** Characters of JSON that a record may have with its parameters and answers: CloudTrail's bound for each of them is this. */
const largest = 100 * 1024

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export function recordOf(
  call: Call,
  here: { readonly account: string; readonly region: string; readonly eventId: string },
): AuditEvent {
  const { caller, fault } = call
  const eventName = call.operation ?? 'Unknown'
  const eventSource = `${call.service}.amazonaws.com`
  const resources = call.resources.map(({ type, name }) => ({ type, name: findable(arnOf(type, name, here)) }))
  const record = {
    eventVersion: '1.11',
    userIdentity: identityOf(call),
    eventTime: `${new Date(call.at).toISOString().slice(0, 19)}Z`,
    eventSource,
    eventName,
    awsRegion: here.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent.slice(0, 1_024),
    errorCode: fault && recordedCode(fault.code),
    errorMessage: fault?.message.slice(0, 1_024),
    requestParameters: call.parameters ?? null,
    responseElements: call.elements ?? null,
    additionalEventData: call.additional,
    requestID: call.requestId,
    eventID: here.eventId,
    readOnly: call.readOnly,
    resources: byArn(resources, here.account),
    eventType: 'AwsApiCall',
    managementEvent: !isDataEvent(call),
    recipientAccountId: here.account,
    eventCategory: isDataEvent(call) ? 'Data' : 'Management',
    tlsDetails: call.secure ? { clientProvidedHostHeader: call.host } : undefined,
  }
  return {
    eventId: here.eventId,
    at: call.at,
    eventName,
    eventSource,
    readOnly: call.readOnly,
    username: usernameOf(caller),
    accessKeyId: caller?.accessKeyId,
    errorCode: record.errorCode,
    resources,
    record: bounded(record),
  }
}

type Resources = AuditEvent['resources']

/** As a record has them: those that are known by ARN, each with its own account. */
function byArn(resources: Resources, account: string): readonly Readonly<Record<string, string>>[] | undefined {
  const known = resources.filter(({ name }) => name.startsWith('arn:'))
  if (known.length === 0) return undefined
  return known.map(({ type, name }) => ({ accountId: name.split(':', 5)[4] || account, type, ARN: name }))
}

/** Operations that know a cluster only by its name say so; a record names resources by ARN. */
function arnOf(type: string, name: string, { account, region }: { account: string; region: string }): string {
  return type === 'AWS::EKS::Cluster' && !name.startsWith('arn:')
    ? `arn:aws:eks:${region}:${account}:cluster/${name}`
    : name
}

/** CloudTrail says AccessDenied for every spelling of it (aws-api.md §2.2). */
function recordedCode(code: string): string {
  return code === 'AccessDeniedException' ? 'AccessDenied' : code
}

/**
 * What CloudTrail calls data events of S3: what is done with objects, with uploads and their lists.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
const objectLevel =
  /^((Get|Put|Head|Delete|Copy)Objects?|HeadBucket|ListObjects(V2)?|ListParts|UploadPart|\w+MultipartUploads?)$/

/** Whether LookupEvents leaves it out. */
export function isDataEvent({ service, operation = '' }: Pick<Call, 'service' | 'operation'>): boolean {
  return service === 's3' && objectLevel.test(operation)
}

/** As JSON; parameters and answers that are too large are left out of it and said to be, as CloudTrail does. */
function bounded(record: { readonly requestParameters: unknown; readonly responseElements: unknown }): string {
  const text = JSON.stringify(record)
  if (text.length <= largest) return text
  return JSON.stringify({
    ...record,
    requestParameters: omitted(record.requestParameters, 'requestParameters'),
    responseElements: omitted(record.responseElements, 'responseElements'),
  })
}

function omitted(value: unknown, name: string): unknown {
  if (value === null) return null
  return { omitted: true, originalSize: JSON.stringify(value).length, reason: `${name} too large` }
}

/** A name as an index can hold it: no control characters, which separate its parts, and no more bytes than PostgreSQL has room for. */
function findable(name: string): string {
  return name
    .slice(0, 800)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\ufffd')
}

function usernameOf(caller: KnownCaller | undefined): string | undefined {
  if (caller === undefined) return undefined
  const { session, user, principal } = caller
  if (session?.kind === 'role') return session.name
  return user?.name ?? session?.userName ?? (principal.kind === 'account' ? 'root' : undefined)
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function identityOf({ caller, claimedKeyId, service }: Call): Readonly<Record<string, unknown>> {
  if (caller === undefined) return { type: 'Unknown', accessKeyId: claimedKeyId?.slice(0, 128) }
  const { principal, userId, accessKeyId, session, identity } = caller
  if (principal.kind === 'anonymous') {
    return service === 's3'
      ? { type: 'AWSAccount', principalId: 'ANONYMOUS', accountId: 'ANONYMOUS_PRINCIPAL' }
      : { type: 'Unknown', principalId: 'ANONYMOUS' }
  }
  const base = { principalId: userId, arn: principal.arn, accountId: principal.account, accessKeyId }
  const attributes = session && {
    creationDate: `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`,
    mfaAuthenticated: 'false',
  }
  if (session?.kind === 'role') {
    return {
      type: 'AssumedRole',
      ...base,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: session.roleId,
          arn: session.roleArn,
          accountId: session.account,
          userName: session.roleName,
        },
        webIdFederationData: session.provider && { federatedProvider: session.provider, attributes: {} },
        attributes,
        sourceIdentity: session.sourceIdentity,
      },
    }
  }
  const sessionContext = attributes && { attributes }
  return principal.kind === 'account'
    ? { type: 'Root', ...base, sessionContext }
    : { type: 'IAMUser', ...base, userName: identity?.name, sessionContext }
}
