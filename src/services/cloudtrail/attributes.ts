import { parseArn, roleNameOf } from '../../domain'
import { exchangeName, exchangesAt } from '../../store'
import type { Said } from '../operation'
import { maybeList, structure, text } from '../said'
import { invalidAttributes } from './faults'
import type { Stretch } from './newest'

/** The one thing that records are looked up by. */
export interface Attribute {
  readonly key: string
  readonly value: string
}

interface Kind {
  /** Absent: Insights records have no such thing. */
  readonly insights?: true
  /** Where in the store the records are that have the value. */
  readonly stretches: (value: string, here: Here) => readonly Stretch[]
  readonly allowed?: readonly string[]
}

export interface Here {
  readonly account: string
  readonly region: string
  readonly partition: string
}

const exchanges: Stretch = { by: 'byName', value: exchangeName }
const clusters = 'AWS::EKS::Cluster'

/** Each key that a record can be looked up by. The exchange is in no index of few values (store/event-indexes.ts). */
const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['EventId', { insights: true, stretches: (id) => [{ id }] }],
  ['EventName', { insights: true, stretches: (value) => [{ by: 'byName', value }] }],
  ['Username', { stretches: (value) => [{ by: 'byUser', value }] }],
  ['AccessKeyId', { stretches: (value) => [{ by: 'byAccessKey', value }] }],
  ['ResourceName', { stretches: (value, here) => [...names(value, here).flatMap(named), ...exchangesWith(value)] }],
  [
    'EventSource',
    {
      insights: true,
      stretches: (value) => [{ by: 'bySource', value }, ...(value === 'eks-auth.amazonaws.com' ? [exchanges] : [])],
    },
  ],
  [
    'ReadOnly',
    {
      allowed: ['true', 'false'],
      stretches: (value) => [{ by: 'byReadOnly', value }, ...(value === 'true' ? [exchanges] : [])],
    },
  ],
  [
    'ResourceType',
    {
      stretches: (value) => [
        { by: 'byType', value },
        { by: 'bySecondType', value },
        ...(value === clusters ? [{ ...exchanges, resourceType: value }] : []),
      ],
    },
  ],
])

const longest = 2_000

/** Throws unless there is none, or one that can be looked up by: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
export function attributeSaid(said: Said): Attribute | undefined {
  const [first, ...more] = maybeList(said.LookupAttributes) ?? []
  if (first === undefined) return undefined
  if (more.length > 0) throw invalidAttributes('Specify one lookup attribute: a query can have no more.')
  const { AttributeKey, AttributeValue } = structure(first)
  const attribute = { key: text(AttributeKey), value: text(AttributeValue) }
  const { allowed, insights } = kindOf(attribute)
  if (allowed !== undefined && !allowed.includes(attribute.value))
    throw invalidAttributes(`The value of ${attribute.key} is one of: ${allowed.join(', ')}.`)
  if (said.EventCategory === 'insight' && insights === undefined)
    throw invalidAttributes(`Insights events cannot be looked up by ${attribute.key}.`)
  // As AWS counts: these take two.
  if (attribute.value.length + (attribute.value.match(/[_ ,\n]/g) ?? []).length > longest)
    throw invalidAttributes(`The value of ${attribute.key} is longer than ${longest} characters.`)
  return attribute
}

/** Where the records are that are asked for; without an attribute, all of them. */
export function stretchesOf(attribute: Attribute | undefined, here: Here): readonly Stretch[] {
  return attribute === undefined ? [{}] : kindOf(attribute).stretches(attribute.value, here)
}

function kindOf({ key }: Attribute): Kind {
  const kind = kinds.get(key)
  if (kind === undefined) throw invalidAttributes(`${key} is no lookup attribute.`)
  return kind
}

function named(value: string): readonly Stretch[] {
  return [
    { by: 'byResource', value },
    { by: 'bySecondResource', value },
    { by: 'byResource', value: exchangesAt(value) },
  ]
}

/**
 * The exchanges that used this association or role: they have no index of their own for it, which each exchange would pay for, so those of the
 * cluster, or all, are looked through, a stretch a page. A piece of JSON cannot be forged inside a text of the record: its quotes are escaped there.
 */
function exchangesWith(arn: string): readonly Stretch[] {
  const holds = (...members: readonly string[]): readonly string[] =>
    members.map((it) => `${JSON.stringify(it)}:${JSON.stringify(arn)}`)
  if (roleNameOf(arn) !== undefined) return [{ ...exchanges, mentions: holds('roleArn', 'targetRoleArn') }]
  const { partition, service, region, account, resource = '' } = parseArn(arn) ?? {}
  const [kind, cluster, id] = resource.split('/')
  if (service !== 'eks' || kind !== 'podidentityassociation' || id === undefined) return []
  const clusterArn = `arn:${partition}:eks:${region}:${account}:cluster/${cluster}`
  return [{ by: 'byResource', value: exchangesAt(clusterArn), mentions: holds('associationArn') }]
}

/** Clusters are recorded by ARN and asked for by name too. */
function names(value: string, { partition, region, account }: Here): readonly string[] {
  return value.includes(':') ? [value] : [value, `arn:${partition}:eks:${region}:${account}:cluster/${value}`]
}
