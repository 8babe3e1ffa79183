import { expect, test } from 'bun:test'
import { reference, resource } from './terraform'

const trust = '{"Version":"2012-10-17","Statement":[]}'

test('a role with what was said of it, and nothing else', () => {
  const said = { name: 'a.b', path: undefined, assume_role_policy: trust, max_session_duration: 7_200, tags: {} }
  expect(resource('aws_iam_role', 'a.b', said)).toBe(`resource "aws_iam_role" "a_b" {
  name                 = "a.b"
  assume_role_policy   = jsonencode({
    "Version": "2012-10-17",
    "Statement": []
  })
  max_session_duration = 7200
}`)
})

test('what would be a template of HCL is text, and a reference is none', () => {
  const document = '{"Resource":"arn:aws:s3:::a/${aws:username}/%{x}"}'
  const said = resource('aws_iam_role_policy', '9x', { role: reference('9x'), name: '${x}', policy: document })
  expect(said).toContain('resource "aws_iam_role_policy" "_9x"')
  expect(said).toContain('role   = aws_iam_role._9x.name')
  expect(said).toContain('name   = "$${x}"')
  expect(said).toContain('"arn:aws:s3:::a/$${aws:username}/%%{x}"')
})

test('tags', () => {
  expect(resource('aws_iam_role', 'x', { tags: { 'team:x': 'a "b"' } })).toContain('    "team:x" = "a \\"b\\""')
})
