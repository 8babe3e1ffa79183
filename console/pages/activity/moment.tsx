import { ago } from '../../shown/when'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** To the second, as records have it; beneath the pointer, how long ago. */
export function Moment({ at }: { readonly at: Date | undefined }) {
  if (at === undefined) return <>-</>
  return (
    <time dateTime={at.toISOString()} title={ago(at, Date.now())}>
      {`${day.format(at)}, ${clock.format(at)}`}
    </time>
  )
}
