import type { ManagedPolicy } from '../../domain'
import { operation } from '../operation'
import { maybeTags, maybeText, text } from '../said'
import { acceptablePolicy } from './documents'
import { exists, notValid, overQuota } from './faults'
import { uniqueId } from './ids'
import { newPolicyOnTheWire } from './managed-policies'
import { quotas } from './quotas'
import { acceptable, requestTags } from './tags'

/** Makes a managed policy, with its first version. */
export const createPolicy = operation({
  service: 'iam',
  name: 'CreatePolicy',
  input: (said) => ({
    name: text(said.PolicyName),
    path: maybeText(said.Path) ?? '/',
    document: text(said.PolicyDocument),
    description: printable(maybeText(said.Description)),
    tags: acceptable(maybeTags(said.Tags) ?? [], 'with case'),
  }),
  need({ name, path, tags }, { partition, account }) {
    const resource = arnOf(partition, account, path, name)
    const context = requestTags(tags)
    const create = { action: 'iam:CreatePolicy', resource, context }
    return tags.length === 0 ? create : [create, { ...create, action: 'iam:TagPolicy' }]
  },
  async handle({ name, path, document, description, tags }, { store, partition, account, draw, now }) {
    acceptablePolicy(document)
    const createdAt = now()
    const policy: ManagedPolicy = {
      name,
      path,
      arn: arnOf(partition, account, path, name),
      id: uniqueId('ANPA', draw),
      description,
      createdAt,
      updatedAt: createdAt,
      tags,
      defaultVersion: 'v1',
      versions: [{ id: 'v1', document, createdAt }],
      lastVersion: 1,
    }
    await store.change(async (tx) => {
      const [taken] = await tx.policies.list({ by: 'byName', from: name.toLowerCase() }, { limit: 1 })
      if (taken?.name.toLowerCase() === name.toLowerCase()) {
        throw exists(`A policy called ${name} already exists. Duplicate names are not allowed.`)
      }
      if ((await tx.policies.count()) >= quotas.policiesPerAccount) {
        throw overQuota('PoliciesPerAccount', quotas.policiesPerAccount)
      }
      if (!(await tx.policies.insert(policy.arn, policy)))
        throw new Error('The ARN of a policy was taken under another name.')
    })
    return { Policy: await newPolicyOnTheWire(store, policy) }
  },
  about: ({ name }) => [{ type: 'AWS::IAM::Policy', name }],
})

function arnOf(partition: string, account: string, path: string, name: string): string {
  return `arn:${partition}:iam::${account}:policy${path}${name}`
}

/** The model sets no pattern; control characters could neither be kept nor told in XML. */
function printable(description: string | undefined): string | undefined {
  if (description !== undefined && /[^\P{C}\t\n\r]/u.test(description)) {
    throw notValid(
      "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must be printable",
    )
  }
  return description
}
