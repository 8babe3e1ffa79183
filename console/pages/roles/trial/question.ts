import type { ContextEntry } from '@aws-sdk/client-iam'

/** What is tried. */
export interface Question {
  readonly actions: readonly string[]
  readonly resource: string
  /** By condition key; an empty text is not said. */
  readonly context: Readonly<Record<string, string>>
}

export const nothingAsked: Question = { actions: [], resource: '', context: {} }

/** IAM simulates whole actions only. */
export function actionFault(action: string): string | undefined {
  return /^[\w-]+:\w+$/.test(action) ? undefined : 'Name a service and an action, without wildcards: s3:GetObject.'
}

export function resourceFault(resource: string): string | undefined {
  const text = resource.trim()
  return text === '' || text === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+$/.test(text)
    ? undefined
    : 'An ARN, such as arn:aws:s3:::orders/list.csv; nothing means any.'
}

/** What goes into the call. */
export function askedOf({ actions, resource, context }: Question) {
  return {
    ActionNames: [...actions],
    ResourceArns: [resource.trim() === '' ? '*' : resource.trim()],
    ContextEntries: Object.entries(context).flatMap(([ContextKeyName, value]): ContextEntry[] =>
      value === '' ? [] : [{ ContextKeyName, ContextKeyType: 'string', ContextKeyValues: [value] }],
    ),
  }
}

/** Common ones, to choose from; any other may be typed. */
export const wellKnownActions: readonly string[] = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:ListBucket',
  's3:ListAllMyBuckets',
  's3:CreateBucket',
  'sts:AssumeRole',
  'sts:TagSession',
  'sts:GetCallerIdentity',
  'eks:DescribeCluster',
  'eks:ListClusters',
  'iam:GetRole',
  'iam:PassRole',
]
