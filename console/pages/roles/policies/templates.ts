/** A policy to begin with, and the words it asks for. */
export interface Template {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly fields: readonly Field[]
  readonly write: (said: Readonly<Record<string, string>>) => string
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly example: string
  /** What is wrong with a value; undefined when nothing is. */
  readonly fault: (value: string) => string | undefined
}

const bucket: Field = {
  name: 'bucket',
  label: 'Bucket name',
  example: 'orders',
  fault: (value) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value)
      ? undefined
      : 'From 3 to 63 small letters, digits, dots and hyphens.',
}
const role: Field = {
  name: 'role',
  label: 'ARN of the other role',
  example: 'arn:aws:iam::111122223333:role/shared',
  fault: (value) =>
    /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(value) ? undefined : 'The ARN of a role, arn:aws:iam::…:role/….',
}

const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
const allow = (Sid: string, Action: string | readonly string[], Resource: string, more: object = {}): object => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
})

export const templates: readonly Template[] = [
  {
    id: 'read-bucket',
    title: 'Read a bucket',
    description: 'List its objects and get them.',
    fields: [bucket],
    write: ({ bucket = '' }) =>
      policy(
        allow('List', 's3:ListBucket', `arn:aws:s3:::${bucket}`),
        allow('Read', 's3:GetObject', `arn:aws:s3:::${bucket}/*`),
      ),
  },
  {
    id: 'write-bucket',
    title: 'Read and write a bucket',
    description: 'List, get, put and delete its objects.',
    fields: [bucket],
    write: ({ bucket = '' }) =>
      policy(
        allow('List', 's3:ListBucket', `arn:aws:s3:::${bucket}`),
        allow('Objects', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `arn:aws:s3:::${bucket}/*`),
      ),
  },
  {
    id: 'prefix-per-namespace',
    title: 'A prefix for each namespace',
    description: 'Pods reach only what begins with the name of their namespace: one role for all, by session tags.',
    fields: [bucket],
    write: ({ bucket = '' }) => {
      const own = '${aws:PrincipalTag/kubernetes-namespace}/*'
      return policy(
        allow('List', 's3:ListBucket', `arn:aws:s3:::${bucket}`, { Condition: { StringLike: { 's3:prefix': own } } }),
        allow('Objects', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `arn:aws:s3:::${bucket}/${own}`),
      )
    },
  },
  {
    id: 'assume-role',
    title: 'Assume another role',
    description: 'For a target role, of this account or another: it must trust this one.',
    fields: [role],
    write: ({ role = '' }) => policy(allow('Assume', ['sts:AssumeRole', 'sts:TagSession'], role)),
  },
  {
    id: 'blank',
    title: 'From the beginning',
    description: 'An empty statement.',
    fields: [],
    write: () => policy({ Sid: 'Allow', Effect: 'Allow', Action: [], Resource: [] }),
  },
]
