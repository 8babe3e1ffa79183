import { isClusterName, pinnedTag } from '../../../src/domain'
import { allFit, type TagRow, tagsOf } from '../../shown/tag-rows'

/** What is filled in to register a cluster. */
export interface Registration {
  readonly name: string
  readonly provider: Provider
  readonly pinsKeys: boolean
  readonly tags: readonly TagRow[]
}

export const providers = {
  OTHER: 'Another Kubernetes',
  EKS_ANYWHERE: 'EKS Anywhere',
  EC2: 'Kubernetes on EC2',
  OPENSHIFT: 'OpenShift',
  RANCHER: 'Rancher',
  TANZU: 'Tanzu',
  GKE: 'Google Kubernetes Engine',
  AKS: 'Azure Kubernetes Service',
  ANTHOS: 'Anthos',
} as const

export type Provider = keyof typeof providers

export function isProvider(text: string | undefined): text is Provider {
  return text !== undefined && text in providers
}

export const blank: Registration = { name: '', provider: 'OTHER', pinsKeys: false, tags: [] }

/** In the server's words. */
export function troubleOfName(name: string): string | undefined {
  if (name === '') return 'Give the cluster a name.'
  return isClusterName(name)
    ? undefined
    : 'The parameter name should conform to the regular expression "^[0-9A-Za-z][A-Za-z0-9\\-_]{0,99}$"'
}

export function fits({ name, tags }: Registration): boolean {
  return troubleOfName(name) === undefined && allFit(tags)
}

/** What RegisterCluster is asked. It wants a role, echoes it and never uses it. */
export function inputOf({ name, provider, pinsKeys, tags }: Registration) {
  const all = { ...tagsOf(tags), ...(pinsKeys ? { [pinnedTag]: 'true' } : {}) }
  return {
    name,
    connectorConfig: { roleArn: 'arn:aws:iam::000000000000:role/not-used', provider },
    tags: Object.keys(all).length === 0 ? undefined : all,
  }
}
