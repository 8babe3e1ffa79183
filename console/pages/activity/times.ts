import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker'
import { type Filters, lengthOf } from './filters'

type Value = DateRangePickerProps.Value

const letters: Readonly<Record<string, string>> = { minute: 'm', hour: 'h', day: 'd' }

export const relativeOptions = [
  { key: 'quarter', amount: 15, unit: 'minute', type: 'relative' },
  { key: 'hour', amount: 1, unit: 'hour', type: 'relative' },
  { key: 'hours', amount: 12, unit: 'hour', type: 'relative' },
  { key: 'day', amount: 1, unit: 'day', type: 'relative' },
  { key: 'week', amount: 7, unit: 'day', type: 'relative' },
] as const satisfies readonly DateRangePickerProps.RelativeOption[]

export function rangeOf({ last, from, to }: Filters): Value | null {
  const [, amount = '', letter = ''] = /^([0-9]+)([mhd])$/.exec(last ?? '') ?? []
  const unit = (['minute', 'hour', 'day'] as const).find((it) => letters[it] === letter)
  if (unit !== undefined) return { type: 'relative', amount: Number(amount), unit }
  if (from === undefined || to === undefined) return null
  return { type: 'absolute', startDate: from.toISOString(), endDate: to.toISOString() }
}

export function timesOf(value: Value | null): Pick<Filters, 'last' | 'from' | 'to'> {
  if (value === null) return { last: undefined, from: undefined, to: undefined }
  if (value.type === 'absolute')
    return { last: undefined, from: new Date(value.startDate), to: new Date(value.endDate) }
  return { last: `${value.amount}${letters[value.unit] ?? 'm'}`, from: undefined, to: undefined }
}

/** Why a range cannot be looked up. */
export function faultOf(value: Value | null): string | undefined {
  if (value === null) return undefined
  if (value.type === 'relative')
    return lengthOf(timesOf(value).last ?? '') === undefined ? 'Say how long: a number from 1 to 99999.' : undefined
  const { from, to } = timesOf(value)
  if (from === undefined || to === undefined || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()))
    return 'Choose a day and time to begin with, and one to end with.'
  return from > to ? 'The end is before the beginning.' : undefined
}
