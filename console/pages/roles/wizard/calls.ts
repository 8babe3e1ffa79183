import type { CreateRoleRequest } from '@aws-sdk/client-iam'
import { policyNameOf } from '../policies/policy-arn'
import { secondsOf } from '../role/duration'
import { reference, resource } from '../terraform'
import { type Draft, givenTags, trustOf } from './draft'
import type { Here } from './pod-trust'

export interface Calls {
  readonly create: CreateRoleRequest
  readonly attach: readonly { readonly RoleName: string; readonly PolicyArn: string }[]
  readonly inline: readonly {
    readonly RoleName: string
    readonly PolicyName: string
    readonly PolicyDocument: string
  }[]
}

/** What makes the role, in order: it, then its policies. */
export function callsOf(draft: Draft, here: Here): Calls {
  const RoleName = draft.name
  const tags = Object.entries(givenTags(draft)).map(([Key, Value]) => ({ Key, Value }))
  const seconds = secondsOf(draft.hours)
  return {
    create: {
      RoleName,
      AssumeRolePolicyDocument: trustOf(draft, here),
      ...(draft.path === '/' ? {} : { Path: draft.path }),
      ...(draft.description === '' ? {} : { Description: draft.description }),
      ...(seconds === 3_600 ? {} : { MaxSessionDuration: seconds }),
      ...(draft.boundary === undefined ? {} : { PermissionsBoundary: draft.boundary }),
      ...(tags.length === 0 ? {} : { Tags: tags }),
    },
    attach: draft.attached.map((PolicyArn) => ({ RoleName, PolicyArn })),
    inline:
      draft.inline.trim() === '' ? [] : [{ RoleName, PolicyName: draft.inlineName, PolicyDocument: draft.inline }],
  }
}

export function changesOf({ create, attach, inline }: Calls) {
  return [
    { service: 'iam', operation: 'CreateRole', input: { ...create } },
    ...attach.map((input) => ({ service: 'iam', operation: 'AttachRolePolicy', input })),
    ...inline.map((input) => ({ service: 'iam', operation: 'PutRolePolicy', input })),
  ]
}

export function terraformOf({ create, attach, inline }: Calls): string {
  const { RoleName: name = '' } = create
  const tags = Object.fromEntries((create.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  return [
    resource('aws_iam_role', name, {
      name,
      path: create.Path,
      description: create.Description,
      max_session_duration: create.MaxSessionDuration,
      permissions_boundary: create.PermissionsBoundary,
      assume_role_policy: create.AssumeRolePolicyDocument,
      tags,
    }),
    ...attach.map(({ PolicyArn }) =>
      resource('aws_iam_role_policy_attachment', `${name}-${policyNameOf(PolicyArn)}`, {
        role: reference(name),
        policy_arn: PolicyArn,
      }),
    ),
    ...inline.map(({ PolicyName, PolicyDocument }) =>
      resource('aws_iam_role_policy', `${name}-${PolicyName}`, {
        role: reference(name),
        name: PolicyName,
        policy: PolicyDocument,
      }),
    ),
  ].join('\n\n')
}
