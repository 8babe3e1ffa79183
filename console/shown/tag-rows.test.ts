import { describe, expect, test } from 'bun:test'
import { allFit, changesOf, rowsOf, tagsOf, troubleOf } from './tag-rows'

describe('tags as rows', () => {
  test('what the server would refuse is said beside the row', () => {
    const trouble = (key: string, value = '') => troubleOf({ key, value }, [{ key, value }])
    expect(trouble('team', 'pay ments')).toBeUndefined()
    expect(trouble('AWS:x')).toBe('aws: prefixed tag key names are not allowed for external use.')
    expect(trouble('a<b')).toBe('A tag key is not valid.')
    expect(trouble('', 'v')).toBe('A tag key is not valid.')
    expect(trouble('k', 'x'.repeat(257))).toBe('A tag value is not valid.')
    const twice = [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ]
    expect(allFit(twice)).toBe(false)
    expect(allFit([...rowsOf({ a: '1' }), { key: '', value: '' }])).toBe(true)
  })

  test('rows and tags are the same thing; an empty row is none', () => {
    expect(tagsOf([...rowsOf({ a: '1', b: '' }), { key: '', value: '' }])).toEqual({ a: '1', b: '' })
  })

  test('only what differs is changed', () => {
    expect(changesOf({ a: '1', b: '2', c: '3' }, { a: '1', b: '4', d: '5' })).toEqual({
      put: { b: '4', d: '5' },
      away: ['c'],
    })
  })
})
