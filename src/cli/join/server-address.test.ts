import { expect, test } from 'bun:test'
import { reachable } from './server-address'

test('an address that the cluster may reach is taken as it is', () => {
  expect(reachable('https://podid.example.com/', 'https://127.0.0.1:4080')).toBe('https://podid.example.com')
  expect(reachable(undefined, 'https://10.0.0.7:4080')).toBe('https://10.0.0.7:4080')
})

test.each([
  ['http://127.0.0.1:4080', 'is this machine alone'],
  ['https://localhost:4080', 'is this machine alone'],
  ['https://[::1]:4080', 'is this machine alone'],
  ['https://0.0.0.0:4080', 'is this machine alone'],
  ['http://podid.example.com', 'is in clear'],
  ['podid.example.com', 'must be an address'],
  ['ftp://podid.example.com', 'must be an address'],
  ['https://podid.example.com/path', 'must be an address'],
])('%s is refused before anything is registered', (address, words) => {
  expect(() => reachable(address, 'https://podid.example.com')).toThrow(words)
})
