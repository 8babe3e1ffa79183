import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { Said } from '../../shown/said'
import type { Recorded } from './recorded'

/** How a call ended. */
export function Outcome({ of: { refused, exchange } }: { readonly of: Recorded }) {
  if (refused === undefined)
    return <StatusIndicator type="success">{exchange === undefined ? 'Done' : 'Credentials given'}</StatusIndicator>
  return (
    <StatusIndicator type="error">
      Refused: <Said>{refused.code.replace(/Exception$/, '')}</Said>
    </StatusIndicator>
  )
}
