/** `3600` → `1 hour`, `5400` → `1 hour 30 minutes`. */
export function durationInWords(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 3_600), 'hour'],
    [Math.floor((seconds % 3_600) / 60), 'minute'],
    [seconds % 60, 'second'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
  return said.length === 0 ? '0 seconds' : said.join(' ')
}

/** What a role may be given, in seconds: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const shortest = 3_600
export const longest = 43_200

/** What is wrong with hours as they are typed; undefined when nothing is. */
export function hoursFault(hours: string): string | undefined {
  if (!/^\d{1,2}(\.\d{1,4})?$/.test(hours.trim())) return 'Say a number of hours, such as 1 or 1.5.'
  const seconds = secondsOf(hours)
  return seconds < shortest || seconds > longest ? 'A session may last from 1 to 12 hours.' : undefined
}

export function secondsOf(hours: string): number {
  return Math.round(Number(hours) * 3_600)
}
