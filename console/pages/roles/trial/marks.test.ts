import { expect, test } from 'bun:test'
import { laidOut } from '../policies/document'
import { pointedTo } from './marks'

const kept = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'One', Effect: 'Allow', Action: 's3:*', Resource: '*' },
    { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' },
  ],
})

test('statements of a document on one line are found where it is laid out', () => {
  const second = kept.indexOf(',{') + 1
  const { names, marks } = pointedTo(kept, laidOut(kept), [{ source: '', line: 1, column: second }])
  expect(names).toEqual(['Statement 2'])
  expect(marks).toEqual([{ effect: 'Deny', from: { line: 10, column: 5 }, to: { line: 14, column: 6 } }])
})

test('a place where no statement begins points to nothing', () => {
  expect(pointedTo(kept, laidOut(kept), [{ source: '', line: 1, column: 3 }])).toEqual({ names: [], marks: [] })
  expect(pointedTo('{', '{', [{ source: '', line: 1, column: 1 }])).toEqual({ names: [], marks: [] })
})
