import type { Asked } from './road'

/** What stands in the address of it so far. */
export type Partly = Partial<Asked>

const names = ['cluster', 'namespace', 'serviceAccount', 'pod'] as const

export function askedIn(params: URLSearchParams): Partly {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = params.get(name)?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}

export function written(asked: Partly): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of names) if ((asked[name] ?? '') !== '') params.set(name, asked[name] ?? '')
  return params
}
