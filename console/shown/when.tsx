import { useEffect, useState } from 'react'

const steps: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [60, 'second'],
  [3_600, 'minute'],
  [86_400, 'hour'],
  [Number.POSITIVE_INFINITY, 'day'],
]
const size: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 }
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** A moment as people say it; the exact time beneath the pointer, and for those who hear the page. */
export function When({ at }: { readonly at: Date | undefined }) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((it) => it + 1), 10_000)
    return () => clearInterval(timer)
  }, [])
  if (at === undefined) return <>-</>
  return (
    <time dateTime={at.toISOString()} title={whole.format(at)}>
      {ago(at, Date.now())}
    </time>
  )
}

export function ago(at: Date, now: number): string {
  const seconds = Math.round((at.getTime() - now) / 1_000)
  const [, unit = 'day'] = steps.find(([below]) => Math.abs(seconds) < below) ?? []
  return words.format(Math.round(seconds / (size[unit] ?? 86_400)), unit)
}
