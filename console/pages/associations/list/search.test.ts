import { expect, test } from 'bun:test'
import { searchOf, withSearch } from './search'

test('filter and order go into the address and come back', () => {
  const params = new URLSearchParams('tab=x')
  const search = { namespace: 'prod', serviceAccount: 'app', sorting: { by: 'ROLE', descending: true } }
  const said = withSearch(params, search)
  expect(said.toString()).toBe('tab=x&namespace=prod&service-account=app&order=-role')
  expect(searchOf(said)).toEqual(search)
})

test('what is as by default is left out, and what nobody knows is taken as that', () => {
  const plain = { namespace: '', serviceAccount: '', sorting: { by: 'NAMESPACE', descending: false } }
  expect(withSearch(new URLSearchParams('namespace=a&order=-role'), plain).toString()).toBe('')
  expect(searchOf(new URLSearchParams('order=constructor'))).toEqual(plain)
  expect(searchOf(new URLSearchParams('order=-nothing')).sorting).toEqual({ by: 'NAMESPACE', descending: true })
})
