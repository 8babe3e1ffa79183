import { useSyncExternalStore } from 'react'
import { current, type SessionState, subscribe } from './session'

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, current)
}
