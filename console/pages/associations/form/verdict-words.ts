import type { FoundRole } from '../../../asking/podid-answers'

interface Words {
  readonly type: 'success' | 'warning' | 'error' | 'info'
  readonly label: string
  readonly reason?: string
}

/** Whether a role's trust policy fits, in words; the server decides as it does for an exchange. */
export function verdictWords(verdict: FoundRole['trustsPodIdentity']): Words {
  if (verdict === undefined) return { type: 'info', label: 'Trust not looked at' }
  const { state, reason } = verdict
  if (state === 'TRUSTED') return { type: 'success', label: 'Trust policy fits', reason }
  if (state === 'CONDITIONAL') return { type: 'warning', label: 'Under conditions', reason }
  return { type: 'error', label: 'Trust policy does not fit', reason }
}
