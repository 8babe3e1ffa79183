/** The DNS suffixes of EKS Auth, which is dual-stack only (aws-api.md §2.1), by how a partition's regions begin. */
const suffixes: readonly (readonly [prefix: string, suffix: string])[] = [
  ['cn-', 'api.amazonwebservices.com.cn'],
  ['us-iso-', 'api.aws.ic.gov'],
  ['us-isob-', 'api.aws.scloud'],
  ['us-isof-', 'api.aws.hci.ic.gov'],
  ['eu-isoe-', 'api.cloud-aws.adc-e.uk'],
  ['eusc-', 'api.amazonwebservices.eu'],
]

/** Where EKS Auth is: as said, as the AWS SDKs' variables say, or where Amazon has it in the region. */
export function upstreamAddress(said: {
  readonly endpoint: string
  readonly region: string
  readonly environment: Readonly<Record<string, string | undefined>>
}): string {
  const { endpoint, region, environment } = said
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true'
  const named = ignored ? undefined : environment.AWS_ENDPOINT_URL_EKS_AUTH || environment.AWS_ENDPOINT_URL
  if (endpoint !== '') return bare(endpoint)
  if (named !== undefined && named !== '') return bare(named)
  const suffix = suffixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'api.aws'
  const fips = environment.AWS_USE_FIPS_ENDPOINT === 'true' ? '-fips' : ''
  return `https://eks-auth${fips}.${region}.${suffix}`
}

function bare(url: string): string {
  return url.replace(/\/+$/, '')
}
