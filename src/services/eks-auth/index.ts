/** eks-auth: which credentials does a pod get for its token? https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html */
import { erased, type Operation } from '../operation'
import { assumeRoleForPodIdentity } from './assume-role-for-pod-identity'

export const eksAuthOperations: readonly Operation[] = [erased(assumeRoleForPodIdentity)]
