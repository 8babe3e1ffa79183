import type { Peer } from '../program'
import type { KnownCaller, ServiceName } from '../services'
import type { Model, WireFault } from '../wire'
import { type Hiding, hidden, hiding, moments, spellings } from './hidden'
import type { House } from './house'
import type { Received } from './received'
import { isDataEvent, recordOf } from './record'

const reads = /^(Describe|Get|List|Head|Lookup|Search|Watch)/

/** What becomes known of a call while it is answered: written down at its end, however it ends. */
export class Conversation {
  operation: string | undefined
  readOnly: boolean
  caller: KnownCaller | undefined
  input: Readonly<Record<string, unknown>> | undefined
  output: Readonly<Record<string, unknown>> | undefined
  fault: WireFault | undefined
  resources: readonly { readonly type: string; readonly name: string }[] = []
  noted: Readonly<Record<string, unknown>> | undefined
  readonly sourceIp: string
  readonly userAgent: string
  readonly secure: boolean
  readonly headers: Headers
  readonly query: string

  constructor(
    readonly requestId: string,
    /** Epoch milliseconds. */
    readonly at: number,
    readonly service: ServiceName,
    came: Received,
    peer: Peer,
  ) {
    const address = peer.address()
    this.sourceIp = address.startsWith('::ffff:') ? address.slice(7) : address
    this.userAgent = came.headers.get('user-agent') ?? ''
    this.secure = peer.secure
    this.headers = came.headers
    this.query = came.query
    this.readOnly = came.method === 'GET' || came.method === 'HEAD'
  }

  notes(facts: Readonly<Record<string, unknown>>): void {
    this.noted = { ...this.noted, ...facts }
  }

  names(operation: string, readOnly: boolean | undefined): void {
    this.operation = operation
    this.readOnly = readOnly ?? reads.test(operation)
  }
}

/** Resolves once the record is committed; throws when it is not. */
export async function writeRecord(
  house: Pick<House, 'store' | 'account' | 'region'>,
  model: Model,
  told: Conversation,
): Promise<void> {
  // Ids sort by the time of the call, so that records are read and swept in that order without an index.
  const eventId = Bun.randomUUIDv7('hex', told.at)
  const { service, operation, input, output, fault } = told
  const named = operation === undefined ? undefined : model.operations[operation]
  const hide = hidingOf(model, service)
  const event = recordOf(
    {
      requestId: told.requestId,
      at: told.at,
      service,
      operation,
      readOnly: told.readOnly,
      caller: told.caller,
      claimedKeyId: told.caller === undefined ? claimedKeyId(told) : undefined,
      parameters: parametersOf(service, input, named?.input, hide),
      elements: speaksOfItsAnswer(told) && output && named?.output ? hide.of(named.output)(output) : undefined,
      additional: told.noted,
      fault: fault && { code: recordedAs(model, operation, fault.code), message: fault.message },
      resources: told.resources,
      sourceIp: told.sourceIp,
      userAgent: told.userAgent,
      secure: told.secure,
      host: told.headers.get('host') ?? '',
    },
    { account: house.account, region: house.region, eventId },
  )
  const table = isDataEvent(told) ? house.store.dataEvents : house.store.events
  if (!(await table.insert(eventId, event))) throw new Error('The audit record has the id of another.')
}

const hidings = new Map<ServiceName, Hiding>()

function hidingOf(model: Model, service: ServiceName): Hiding {
  const before = hidings.get(service)
  if (before !== undefined) return before
  const made = madeFor(model, service)
  hidings.set(service, made)
  return made
}

function madeFor(model: Model, service: ServiceName): Hiding {
  if (service === 's3') return hiding(model, spellings.s3)
  if (service === 'iam' || service === 'sts') return hiding(model, spellings.lowerFirst, moments.inWords)
  if (service === 'cloudtrail') return hiding(model, spellings.lowerFirst, moments.epoch)
  return hiding(model, spellings.asIs, moments.epoch)
}

/** CloudTrail has no answers of what only reads, but for credentials of STS: which key was given to whom is what an auditor asks. */
function speaksOfItsAnswer({ service, readOnly, output }: Conversation): boolean {
  return service === 'sts' ? output?.Credentials !== undefined : service !== 'eks-auth' && !readOnly
}

function parametersOf(
  service: ServiceName,
  input: Conversation['input'],
  shape: string | undefined,
  hide: Hiding,
): unknown {
  if (input === undefined) return undefined
  // As AWS records the exchange (aws-api.md §2.4): the cluster and no more.
  if (service === 'eks-auth') return { clusterName: input.clusterName, token: hidden }
  return shape === undefined ? undefined : hide.of(shape)(input)
}

/** CloudTrail has errors by the names of their shapes: `NoSuchEntityException` where IAM's wire has `NoSuchEntity`. */
function recordedAs(model: Model, operation: string | undefined, code: string): string {
  const named = operation === undefined ? undefined : model.operations[operation]
  return named?.errors.find((it) => it.code === code)?.shape ?? code
}

function claimedKeyId({ headers, query }: Conversation): string | undefined {
  const from = headers.get('authorization') ?? query
  return /Credential=([A-Za-z0-9]{1,128})(?:\/|%2F)/i.exec(from)?.[1]
}
