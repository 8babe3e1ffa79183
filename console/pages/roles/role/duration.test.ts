import { expect, test } from 'bun:test'
import { durationInWords, hoursFault, secondsOf } from './duration'

test('durations in words', () => {
  expect(durationInWords(3_600)).toBe('1 hour')
  expect(durationInWords(43_200)).toBe('12 hours')
  expect(durationInWords(5_401)).toBe('1 hour 30 minutes 1 second')
  expect(durationInWords(0)).toBe('0 seconds')
})

test('hours from 1 to 12, parts of them too', () => {
  for (const right of ['1', '12', '1.5', ' 6 ']) expect(hoursFault(right)).toBeUndefined()
  for (const wrong of ['', 'x', '0.5', '13', '-1', '1e1', '12.01']) expect(hoursFault(wrong)).toBeString()
  expect(secondsOf('1.5')).toBe(5_400)
})
