import { expect, test } from 'bun:test'
import { Refusal } from './refusal'

const said = (why: string) =>
  new Refusal(
    'forbidden',
    'AccessDeniedException',
    `User: arn:aws:iam::1:user/a is not authorized to perform: eks:ListClusters on resource: * ${why}`,
    '',
    undefined,
    'eks:ListClusters',
  )

test('what is forbidden, and why, is read from AWS’s words', () => {
  const lacking = said('because no identity-based policy allows the eks:ListClusters action')
  expect(lacking.action).toBe('eks:ListClusters')
  expect(lacking.because).toBe('no identity-based policy allows the eks:ListClusters action')
  expect(said('with an explicit deny in an identity-based policy').because).toBe(
    'with an explicit deny in an identity-based policy',
  )
  expect(said('for a reason of its own').because).toBeUndefined()
})
