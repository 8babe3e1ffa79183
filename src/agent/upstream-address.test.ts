import { expect, test } from 'bun:test'
import { upstreamAddress } from './upstream-address'

const at = (said: { endpoint?: string; region?: string; environment?: Record<string, string> }): string =>
  upstreamAddress({ endpoint: '', region: 'eu-west-1', environment: {}, ...said })

test.each([
  ['eu-west-1', 'https://eks-auth.eu-west-1.api.aws'],
  ['us-gov-west-1', 'https://eks-auth.us-gov-west-1.api.aws'],
  ['cn-north-1', 'https://eks-auth.cn-north-1.api.amazonwebservices.com.cn'],
  ['us-iso-east-1', 'https://eks-auth.us-iso-east-1.api.aws.ic.gov'],
  ['us-isob-east-1', 'https://eks-auth.us-isob-east-1.api.aws.scloud'],
  ['us-isof-south-1', 'https://eks-auth.us-isof-south-1.api.aws.hci.ic.gov'],
  ['eu-isoe-west-1', 'https://eks-auth.eu-isoe-west-1.api.cloud-aws.adc-e.uk'],
  ['eusc-de-east-1', 'https://eks-auth.eusc-de-east-1.api.amazonwebservices.eu'],
])('in %s EKS Auth is at %s', (region, address) => {
  expect(at({ region })).toBe(address)
})

test('FIPS', () => {
  expect(at({ environment: { AWS_USE_FIPS_ENDPOINT: 'true' } })).toBe('https://eks-auth-fips.eu-west-1.api.aws')
})

test('--endpoint goes before AWS_ENDPOINT_URL_EKS_AUTH, which goes before AWS_ENDPOINT_URL', () => {
  const environment = { AWS_ENDPOINT_URL_EKS_AUTH: 'https://auth.example/', AWS_ENDPOINT_URL: 'https://all.example' }
  expect(at({ endpoint: 'https://said.example/', environment })).toBe('https://said.example')
  expect(at({ environment })).toBe('https://auth.example')
  expect(at({ environment: { AWS_ENDPOINT_URL: 'https://all.example' } })).toBe('https://all.example')
  expect(at({ environment: { ...environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' } })).toBe(
    'https://eks-auth.eu-west-1.api.aws',
  )
})
