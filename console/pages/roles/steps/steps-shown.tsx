import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { Said } from '../../../shown/said'
import type { StepsState } from './use-steps'

/** What was done of what was to be done. */
export function StepsShown({ all, state }: { readonly all: readonly string[]; readonly state: StepsState }) {
  const next = state.running ? all.find((it) => !state.done.includes(it)) : undefined
  return (
    <ul className="plain-list unmarked" aria-label="What is done">
      {all.map((what) => (
        <li key={what}>
          <StatusIndicator type={lookOf(what)}>
            <Said>{what}</Said>: {wordOf(what)}
          </StatusIndicator>
        </li>
      ))}
    </ul>
  )

  function lookOf(what: string) {
    if (state.done.includes(what)) return 'success' as const
    if (what === state.failed?.what) return 'error' as const
    return what === next ? ('in-progress' as const) : ('pending' as const)
  }

  function wordOf(what: string): string {
    if (state.done.includes(what)) return 'done'
    if (what === state.failed?.what) return 'failed'
    return what === next ? 'under way' : 'not done'
  }
}
