import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** What a connector proves itself with; the server tells the code once. */
export interface Activation {
  readonly id: string
  readonly code: string
  readonly expiresAt: Date
}

const key = (cluster: string) => ['activation', cluster] as const

interface Told {
  readonly activationId?: string
  readonly activationCode?: string
  readonly activationExpiry?: Date
}

/** Only in memory, and forgotten with everything else when someone else signs in. */
export function keepActivation(cache: QueryClient, cluster: string, told: Told | undefined): Activation | undefined {
  const { activationId: id, activationCode: code, activationExpiry: expiresAt } = told ?? {}
  if (id === undefined || code === undefined || expiresAt === undefined) return undefined
  const activation = { id, code, expiresAt }
  cache.setQueryDefaults(key(cluster), { gcTime: Number.POSITIVE_INFINITY })
  cache.setQueryData<Activation>(key(cluster), activation)
  return activation
}

/** The activation that was told in this window, and how a new one is kept; after a reload there is none. */
export function useActivation(cluster: string): [Activation | undefined, (told: Told) => void] {
  const cache = useQueryClient()
  const [activation, set] = useState(() => cache.getQueryData<Activation>(key(cluster)))
  return [activation, (told) => set(keepActivation(cache, cluster, told))]
}
