import { expect, test } from 'bun:test'
import { Refusal } from '../../../asking/refusal'
import { inWords } from './delete-conflict'

const refused = (code: string, message: string) =>
  new Refusal('refused', code, message, 'r', undefined, 'iam:DeleteRole')

test('a conflict says what to do, beside what IAM said', () => {
  const attached = inWords(refused('DeleteConflict', 'Cannot delete entity, must detach all policies first.'))
  expect(attached.message).toBe(
    'Cannot delete entity, must detach all policies first. Policies are attached to this role: detach them, here or under Permissions, and delete it then.',
  )
  const inline = inWords(refused('DeleteConflict', 'Cannot delete entity, must delete policies first.'))
  expect(inline.message).toContain('This role has inline policies')
  expect(inline.requestId).toBe('r')
})

test('any other refusal stays as it is', () => {
  const other = refused('UnmodifiableEntity', 'no')
  expect(inWords(other)).toBe(other)
})
