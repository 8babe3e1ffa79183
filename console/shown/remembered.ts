import { useState } from 'react'

/** A choice that this browser remembers under `podid:<name>`; what is kept there and no longer fits is forgotten. */
export function useRemembered<T>(
  name: string,
  otherwise: T,
  fits: (value: unknown) => value is T,
): [T, (next: T) => void] {
  const key = `podid:${name}`
  const [value, setValue] = useState<T>(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
      return fits(kept) ? kept : otherwise
    } catch {
      return otherwise
    }
  })
  return [
    value,
    (next) => {
      localStorage.setItem(key, JSON.stringify(next))
      setValue(next)
    },
  ]
}
