import { expect, test } from 'bun:test'
import { documentOf, laidOut } from './document'

test('documents come percent-encoded', () => {
  expect(documentOf('%7B%22a%22%3A%20%22%28%2A%29%22%7D')).toBe('{"a": "(*)"}')
  expect(documentOf(undefined)).toBe('')
})

test('a document on one line is laid out', () => {
  expect(laidOut('{"Version":"2012-10-17","Statement":[]}')).toBe('{\n  "Version": "2012-10-17",\n  "Statement": []\n}')
})

test('what would change by being laid out stays as it is', () => {
  for (const text of ['{"a":1,"a":2}', '{"a":1.0}', '{', '{"a":"\\u0041"}', '{"2":1,"1":1}'])
    expect(laidOut(text)).toBe(text)
})
