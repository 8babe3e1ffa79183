import { expect, test } from 'bun:test'
import { validate } from '../../../../src/policy'
import { plainly } from '../../../shown/pieces'
import { policyInWords } from '../../../shown/policy-words'
import { templates } from './templates'

const template = (id: string) => {
  const found = templates.find((it) => it.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const words = (document: string): string => {
  const said = policyInWords(document)
  return typeof said === 'string' ? said : said.map(({ pieces }) => plainly(pieces)).join(' ')
}

test('every template with its examples is a policy that IAM takes, but the blank one', () => {
  for (const { id, fields, write } of templates) {
    const said = Object.fromEntries(fields.map(({ name, example }) => [name, example]))
    for (const { fault, example } of fields) expect(fault(example)).toBeUndefined()
    const fault = validate(write(said), 'identity')?.fault
    expect(fault).toBe(id === 'blank' ? 'Policy statement must contain actions.' : undefined)
  }
})

test('what they say', () => {
  expect(words(template('read-bucket').write({ bucket: 'orders' }))).toBe(
    'Allows s3:ListBucket on the bucket orders. Allows s3:GetObject on all objects in the bucket orders.',
  )
  expect(words(template('prefix-per-namespace').write({ bucket: 'orders' }))).toContain(
    'objects like ${aws:PrincipalTag/kubernetes-namespace}/* in the bucket orders',
  )
})

test('what would say something else than it should is refused', () => {
  const [bucket] = template('read-bucket').fields
  for (const wrong of ['', '*', 'a/b', 'A', 'x"', 'ab', '${x}']) expect(bucket?.fault(wrong)).toBeString()
  const [role] = template('assume-role').fields
  for (const wrong of ['', '*', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::*:role/x'])
    expect(role?.fault(wrong)).toBeString()
})
