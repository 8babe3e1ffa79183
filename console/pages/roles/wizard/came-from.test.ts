import { expect, test } from 'bun:test'
import { backWith, cameFrom } from './came-from'

test('a path of the console', () => {
  expect(cameFrom('/clusters/blue/associations/new?namespace=a')).toBe('/clusters/blue/associations/new?namespace=a')
  expect(cameFrom(null)).toBeUndefined()
})

test('nowhere else, however it is written', () => {
  const wrong = ['', 'clusters', 'http://evil.example/', 'javascript:alert(1)', '//evil.example/', '/\\evil.example']
  for (const then of [...wrong, '/\t/evil.example', '/.//evil.example', '/x/..//evil.example', '\n//evil.example'])
    expect(cameFrom(then)).toBeUndefined()
})

test('back with the role chosen, beside what was said', () => {
  expect(backWith('/a?b=c&role=old', 'arn:aws:iam::1:role/x')).toBe('/a?b=c&role=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx')
  expect(backWith('/a', 'x')).toBe('/a?role=x')
})
