import type { AuthorityRefusal } from '../../authority'
import type { Subject } from '../../domain'
import type { PodTokenAnswer } from '../../signatures'
import { Fault } from '../fault'

// Who is to blame, by name: agents drop a pod's credentials on ExpiredToken, InvalidToken, AccessDenied and ResourceNotFound, and keep
// them on everything else. So only what is proved wrong gets one of these names. https://docs.aws.amazon.com/eks/latest/APIReference/API_auth_AssumeRoleForPodIdentity.html

export function noCluster(name: string): Fault {
  return new Fault('ResourceNotFoundException', `No cluster found for name: ${name}.`)
}

export function noAssociation(cluster: string, { namespace, serviceAccount }: Subject): Fault {
  return new Fault(
    'ResourceNotFoundException',
    `No pod identity association found for service account ${namespace}/${serviceAccount} of cluster ${cluster}.`,
  )
}

export function notActive(name: string): Fault {
  return new Fault('InvalidRequestException', `The cluster ${name} is not active: its keys are not known.`)
}

/** Whatever keeps the role from being assumed, in AWS's words: why, the caller is not told. */
export function refused(): Fault {
  return new Fault(
    'AccessDeniedException',
    'Unauthorized Exception! EKS does not have permissions to assume the associated role.',
  )
}

/** The pod that speaks; an expired token and an invalid one have names of their own. */
export function whoSpeaks(answer: PodTokenAnswer, now: number): Subject {
  if (answer.refused === undefined) return answer.subject
  if (answer.refused !== 'expired' || answer.at === undefined) throw new Fault('InvalidTokenException', answer.message)
  throw new Fault(
    'ExpiredTokenException',
    `The token included in the request is expired: current date/time ${written(now)} must be before the expiration date/time ${written(answer.at)}`,
  )
}

function written(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What a real STS would not do: only a denial is the pod's. */
export function notIssued({ refused: why }: AuthorityRefusal): Fault {
  if (why === 'denied') return refused()
  return why === 'throttled'
    ? new Fault('ThrottlingException', 'Rate exceeded')
    : new Fault('ServiceUnavailableException', 'The service that issues credentials cannot be reached.')
}
