import type { Role } from '@aws-sdk/client-iam'
import { useAsk } from '../../../asking/use-ask'
import { documentOf } from '../policies/document'

/** What the pages of a role speak of. */
export interface ShownRole {
  readonly name: string
  readonly arn: string
  readonly path: string
  readonly id: string
  readonly createdAt: Date | undefined
  readonly description: string
  /** Seconds. */
  readonly maxSessionDuration: number
  readonly trust: string
  readonly boundaryArn: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly lastUsed: Date | undefined
  /** Registration of this cluster made it: nothing else changes it. */
  readonly ofCluster: string | undefined
}

export function useRole(name: string) {
  const { data, ...rest } = useAsk('iam', 'GetRole', { RoleName: name })
  return { role: data?.Role === undefined ? undefined : shown(data.Role), ...rest }
}

export function shown(role: Role): ShownRole {
  const tags = Object.fromEntries((role.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
  return {
    name: role.RoleName ?? '',
    arn: role.Arn ?? '',
    path: role.Path ?? '/',
    id: role.RoleId ?? '',
    createdAt: role.CreateDate,
    description: role.Description ?? '',
    maxSessionDuration: role.MaxSessionDuration ?? 3600,
    trust: documentOf(role.AssumeRolePolicyDocument),
    boundaryArn: role.PermissionsBoundary?.PermissionsBoundaryArn,
    tags,
    lastUsed: role.RoleLastUsed?.LastUsedDate,
    ofCluster: role.Path === '/podid/' ? tags['podid:cluster'] : undefined,
  }
}
