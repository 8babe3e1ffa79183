import { describe, expect, test } from 'bun:test'
import { askedIn, written } from './asked-in'
import { commandFor, mendedAt, piecesOf, roadOf } from './road'

const asked = { cluster: 'blue', namespace: 'shop', serviceAccount: 'cart' }

describe('the road', () => {
  test('goes on where nothing was looked at', () => {
    const steps = roadOf([{ name: 'cluster', state: 'BROKEN', reason: 'There is none.', remedy: 'Join it.' }], false)
    expect(steps.slice(0, 2)).toEqual([
      {
        ...{ name: 'cluster', question: 'Is there such a cluster?', state: 'broken' },
        ...{ reason: 'There is none.', remedy: 'Join it.' },
      },
      { name: 'active', question: 'Are its keys known?', state: 'not looked at' },
    ])
    expect(steps.map(({ name }) => name)).not.toContain('pod')
    expect(roadOf([], true).map(({ name }) => name)).toContain('pod')
  })

  test('shows what only the server knows', () => {
    const steps = roadOf([{ name: 'moon', state: 'UNKNOWN', reason: 'Who knows.' }], false)
    expect(steps.at(-1)).toMatchObject({ name: 'moon', state: 'unknown', reason: 'Who knows.' })
  })

  test('has a place where a link is mended', () => {
    expect(mendedAt('trust', asked, 'arn:aws:iam::1:role/ops/app')?.to).toBe('/roles/app')
    expect(mendedAt('trust', asked, undefined)).toBeUndefined()
    expect(mendedAt('association', asked, undefined)?.to).toBe(
      '/clusters/blue/associations/new?namespace=shop&serviceAccount=cart',
    )
    expect(mendedAt('add-on', { ...asked, cluster: 'a/b' }, undefined)?.to).toBe('/clusters/a%2Fb/add-ons')
    expect(mendedAt('token', asked, undefined)).toBeUndefined()
  })
})

test('commands stand in quotes', () => {
  expect(piecesOf('Run "podid doctor", now.')).toEqual([
    { text: 'Run ', command: false },
    { text: 'podid doctor', command: true },
    { text: ', now.', command: false },
  ])
})

test('the same from a terminal, whatever is in a name', () => {
  const quoted = (text: string) => `<${text}>`
  expect(commandFor(asked, quoted)).toBe('podid explain <blue> <shop> <cart>')
  expect(commandFor({ ...asked, pod: 'cart-1' }, quoted)).toBe('podid explain <blue> <shop> <cart> --pod <cart-1>')
})

test('what is asked stands in the address', () => {
  const all = { ...asked, pod: 'cart-1' }
  expect(askedIn(written(all))).toEqual(all)
  expect(String(written({ cluster: 'a&b', namespace: '' }))).toBe('cluster=a%26b')
  expect(askedIn(new URLSearchParams('cluster=+&pod=x&y=z'))).toEqual({ pod: 'x' })
})
