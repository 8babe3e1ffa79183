/**
 * Milliseconds since the epoch. ISO 8601 as W3C's profile has it (https://www.w3.org/TR/NOTE-datetime), or seconds since the epoch;
 * undefined for what is neither. A time without a zone is UTC.
 */
export function momentOf(text: string): number | undefined {
  const date = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/i.exec(
    text,
  )
  if (date !== null) {
    const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = date
    const parts = [year, month, day, hour, minute, second].map(Number)
    return instantOf(parts, Number(fraction), zone)
  }
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) * 1_000 : undefined
}

function instantOf(parts: readonly number[], fraction: number, zone: string): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const offset = offsetOf(zone)
  if (offset === undefined) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  return date.getTime() + fraction * 1_000 - offset * 60_000
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Minutes east. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))]
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
