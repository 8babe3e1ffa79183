import { describe, expect, test } from 'bun:test'
import { beginOf, type Filters, readFilters, roleArnOf, searchOf, writeFilters } from './filters'
import { recorded } from './recorded'

const none: Filters = { kind: 'exchanges', refusedOnly: false }
const now = Date.UTC(2026, 3, 1, 12)
const read = (text: string) => readFilters(new URLSearchParams(text))

describe('filters stand in the address', () => {
  test('and are read as they were written', () => {
    const all: readonly Filters[] = [
      none,
      { kind: 'all', refusedOnly: true, by: { attribute: 'user', value: 'a&b=c' } },
      { kind: 'changes', refusedOnly: false, last: '90m' },
      { kind: 'exchanges', refusedOnly: false, from: new Date(now), to: new Date(now + 1_000) },
    ]
    for (const filters of all) expect(readFilters(writeFilters(new URLSearchParams(), filters))).toMatchObject(filters)
  })

  test('beside what else is there', () => {
    const before = new URLSearchParams('record=1&role=x&kind=all')
    expect(String(writeFilters(before, none))).toBe('record=1')
  })

  test('what cannot be meant is left out', () => {
    expect(read('kind=none&outcome=x&last=0h&from=soon&to=&user=')).toEqual({
      ...{ kind: 'exchanges', refusedOnly: false, by: undefined },
      ...{ last: undefined, from: undefined, to: undefined },
    })
  })

  test('the last hours count from now', () => {
    expect(beginOf(read('last=2h&from=2020-01-01'), now)).toEqual(new Date(now - 7_200_000))
    expect(beginOf(read('from=2020-01-01'), now)).toEqual(new Date('2020-01-01'))
  })
})

describe('what the server is asked', () => {
  const asked = (text: string) => searchOf(read(text), now).asked.LookupAttributes?.[0]
  test('is one attribute', () => {
    expect(asked('')).toEqual({ AttributeKey: 'EventName', AttributeValue: 'AssumeRoleForPodIdentity' })
    expect(asked('kind=changes')).toEqual({ AttributeKey: 'ReadOnly', AttributeValue: 'false' })
    expect(asked('kind=all')).toBeUndefined()
    expect(asked('role=r')).toEqual({ AttributeKey: 'ResourceName', AttributeValue: 'r' })
    expect(asked('kind=all&cluster=blue')).toEqual({ AttributeKey: 'ResourceName', AttributeValue: 'blue' })
    expect(asked('cluster=blue')).toEqual({ AttributeKey: 'EventName', AttributeValue: 'AssumeRoleForPodIdentity' })
  })

  const record = (more: object, name = 'AssumeRoleForPodIdentity', readOnly = true) =>
    recorded({ EventName: name, ReadOnly: String(readOnly), CloudTrailEvent: JSON.stringify(more) })
  const passes = (text: string, ...one: Parameters<typeof record>) => searchOf(read(text), now).fits?.(record(...one))

  test('and the rest is left out here', () => {
    const blue = { requestParameters: { clusterName: 'blue' } }
    expect(searchOf(none, now).fits).toBeUndefined()
    expect(passes('cluster=blue', blue)).toBe(true)
    expect(passes('cluster=arn:aws:eks:r:1:cluster/blue', blue)).toBe(true)
    expect(passes('cluster=red', blue)).toBe(false)
    expect(passes('outcome=refused', blue)).toBe(false)
    expect(passes('outcome=refused', { ...blue, errorCode: 'AccessDenied' })).toBe(true)
    expect(passes('user=ada', {}, 'ListClusters')).toBe(false)
    expect(passes('kind=changes&user=ada', {}, 'ListClusters')).toBe(false)
    expect(passes('kind=changes&user=ada', {}, 'CreateRole', false)).toBe(true)
    expect(passes('kind=all&outcome=refused', { errorCode: 'AccessDenied' }, 'ListClusters')).toBe(true)
  })
})

test('a role may be named', () => {
  expect(roleArnOf('app', 'arn:aws-cn:iam::1:user/ada')).toBe('arn:aws-cn:iam::1:role/app')
  expect(roleArnOf('arn:aws:iam::2:role/x', 'arn:aws:iam::1:root')).toBe('arn:aws:iam::2:role/x')
})
