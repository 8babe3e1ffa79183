import { parseArn } from '../../domain'
import type { Parts } from '../operation'

/** Where this server's resources are. */
export type Here = Pick<Parts, 'account' | 'region' | 'partition'>

export function eksArn({ partition, region, account }: Here, resource: string): string {
  return `arn:${partition}:eks:${region}:${account}:${resource}`
}

/** What of this server an ARN names, as operations on tags take it. */
export type Tagged =
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'podidentityassociation'; readonly cluster: string; readonly id: string }
  | { readonly kind: 'addon'; readonly cluster: string; readonly name: string }

/** Undefined when it can name nothing that EKS has. Whose it is, and of which region, the ARN of the row found must tell. */
export function tagged(arn: string): Tagged | undefined {
  const it = parseArn(arn)
  if (it === undefined) return undefined
  const [kind, cluster = '', name = '', ...rest] = it.resource.split('/')
  if (kind === 'cluster' && name === '') return { kind, cluster }
  if (kind === 'podidentityassociation' && rest.length === 0) return { kind, cluster, id: name }
  if (kind === 'addon' && rest.length === 1) return { kind, cluster, name }
  return undefined
}
