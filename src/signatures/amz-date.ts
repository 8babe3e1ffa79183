/** ISO 8601 basic, `20260102T030405Z`, to epoch milliseconds; undefined when it is not exactly that or no such moment. */
export function parseAmzDate(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second] = found.map(Number)
  const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second)
  return amzDate(at) === text ? at : undefined
}

/** Epoch milliseconds to ISO 8601 basic, whole seconds. */
export function amzDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

/** Epoch milliseconds to `2026-01-02T03:04:05Z`. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
