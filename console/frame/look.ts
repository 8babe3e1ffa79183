import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'
import { useSyncExternalStore } from 'react'

/** How the person likes it: remembered in this browser. */
export interface Look {
  readonly mode: 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
}

const listeners = new Set<() => void>()
const key = { mode: 'podid:mode', density: 'podid:density' } as const
let look: Look = remembered()

function remembered(): Look {
  const mode = localStorage.getItem(key.mode)
  const dark = mode === null ? matchMedia('(prefers-color-scheme: dark)').matches : mode === 'dark'
  return {
    mode: dark ? 'dark' : 'light',
    density: localStorage.getItem(key.density) === 'compact' ? 'compact' : 'comfortable',
  }
}

export function applyLook(): void {
  applyMode(look.mode === 'dark' ? Mode.Dark : Mode.Light)
  applyDensity(look.density === 'compact' ? Density.Compact : Density.Comfortable)
}

export function changeLook(change: Partial<Look>): void {
  look = { ...look, ...change }
  localStorage.setItem(key.mode, look.mode)
  localStorage.setItem(key.density, look.density)
  applyLook()
  for (const listener of listeners) listener()
}

export function useLook(): Look {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => look,
  )
}
