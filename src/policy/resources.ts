/** Partitions of AWS that a Resource may name. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc', '*']
const iamPaths = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
]

/** A resource as AWS reads it before it looks closer: what is left out at the end is `*`. */
function segmentsOf(resource: string): readonly string[] {
  const [, ...given] = resource.split(':')
  const segments = [...given.slice(0, 4), ...(given.length > 4 ? [given.slice(4).join(':')] : [])]
  return ['arn', ...segments, ...Array.from({ length: 5 - segments.length }, () => '*')]
}

/** Whether the older parser takes it: the account is no name and no variable, and there is a service. */
export function failsLegacyParsing(resource: string): boolean {
  if (!resource.startsWith('arn:')) return false
  const written = resource.split(':')
  const before = written.slice(0, 5).join(':')
  return written.length === 5 || (written.length > 2 && written[2] === '') || before.includes('${')
}

/** What is wrong with a Resource of an identity-based policy, in AWS's words; undefined when nothing is. */
export function resourceFault(resource: string): string | undefined {
  if (resource === '*') return undefined
  if (!resource.includes(':')) return `Resource ${resource} must be in ARN format or "*".`
  const segments = segmentsOf(resource)
  const [, partition = '', vendor = '', region = '', , rest = ''] = segments
  if (!partitions.includes(partition))
    return `Partition "${partition}" is not valid for resource "${segments.join(':')}".`
  if (/[*?]/.test(vendor)) return 'Resource vendor must be fully qualified and cannot contain regexes.'
  const regional = region !== '' && region !== '*'
  if (vendor === 'iam' && regional) return `IAM resource ${resource} cannot contain region information.`
  if (vendor === 's3' && regional) return `Resource ${resource} can not contain region information.`
  if (vendor === 'iam' && rest !== '*' && !iamPaths.some((path) => rest.startsWith(path)))
    return `IAM resource path must either be "*" or start with ${iamPaths.join(', ')}.`
  return undefined
}
