import { isNamespace, isSubdomain } from '../../domain'
import { validate } from '../../policy'
import { invalid } from './faults'

const label = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'
const subdomain = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'

/** Namespace and service account need not exist, but they must be names that Kubernetes could have. */
export function acceptableNames({
  namespace,
  serviceAccount,
}: {
  readonly namespace: string
  readonly serviceAccount: string
}): void {
  if (!isNamespace(namespace)) throw badName('namespace', namespace, 63, label)
  acceptableServiceAccount(serviceAccount)
}

export function acceptableServiceAccount(serviceAccount: string): void {
  if (!isSubdomain(serviceAccount)) throw badName('serviceAccount', serviceAccount, 253, subdomain)
}

function badName(parameter: string, value: string, longest: number, pattern: string): Error {
  return value.length > longest
    ? invalid(`The parameter ${parameter} should be at most ${longest} characters long.`)
    : invalid(
        `The parameter ${parameter} contains invalid characters. It should conform to the regular expression "${pattern}"`,
      )
}

/** What STS takes as a session policy: 2,048 characters. */
const longestPolicy = 2048

/** A session policy needs sessions without tags (aws-api.md §1.2), and must be one. */
export function acceptablePolicy(policy: string | undefined, disableSessionTags: boolean): void {
  if (policy === undefined) return
  if (!disableSessionTags) throw invalid('When policy is specified, disableSessionTags must be set to true')
  if (policy.length > longestPolicy)
    throw invalid(`The parameter policy should be at most ${longestPolicy} characters long.`)
  const wrong = validate(policy, 'session')
  if (wrong !== undefined) throw invalid(`The parameter policy is not a valid policy document: ${wrong.fault}`)
}

const idLength = 19

export function acceptableId(id: string): void {
  if (id.length !== idLength) throw invalid(`The parameter associationId should be ${idLength} characters long.`)
}
