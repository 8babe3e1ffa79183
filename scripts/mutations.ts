import type { Mutation } from './mutation'
import { accessMutations } from './mutations/access'
import { agentMutations } from './mutations/agent'
import { cloudtrailMutations } from './mutations/cloudtrail'
import { connectorKubernetesMutations } from './mutations/connector-kubernetes'
import { consoleMutations } from './mutations/console'
import { eksMutations } from './mutations/eks'
import { eksAuthMutations } from './mutations/eks-auth'
import { iamMutations } from './mutations/iam'
import { joiningMutations } from './mutations/joining'
import { podidMutations } from './mutations/podid'
import { policyMutations } from './mutations/policy'
import { s3Mutations } from './mutations/s3'
import { serverMutations } from './mutations/server'
import { signaturesMutations } from './mutations/signatures'
import { stsMutations } from './mutations/sts'
import { webhookMutations } from './mutations/webhook'
import { wireMutations } from './mutations/wire'

/** The security checks, by the part they stand in: `npm run mutate` takes each out in turn. */
export const mutations: readonly Mutation[] = [
  ...accessMutations,
  ...agentMutations,
  ...cloudtrailMutations,
  ...connectorKubernetesMutations,
  ...consoleMutations,
  ...eksMutations,
  ...eksAuthMutations,
  ...iamMutations,
  ...joiningMutations,
  ...podidMutations,
  ...policyMutations,
  ...s3Mutations,
  ...serverMutations,
  ...signaturesMutations,
  ...stsMutations,
  ...webhookMutations,
  ...wireMutations,
]
