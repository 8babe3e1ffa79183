import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

interface State {
  readonly type: StatusIndicatorProps.Type
  readonly text: string
}

const states: ReadonlyMap<string, State> = new Map<string, State>([
  ['ACTIVE', { type: 'success', text: 'Active' }],
  ['CREATING', { type: 'in-progress', text: 'Creating' }],
  ['UPDATING', { type: 'in-progress', text: 'Updating' }],
  ['DELETING', { type: 'in-progress', text: 'Deleting' }],
  ['PENDING', { type: 'pending', text: 'Waiting for its connector' }],
  ['FAILED', { type: 'error', text: 'Failed' }],
])

/** A cluster's status, in words. */
export function ClusterState({ status }: { readonly status: string | undefined }) {
  if (status === undefined) return <StatusIndicator type="loading">Loading</StatusIndicator>
  const { type, text } = states.get(status) ?? { type: 'info', text: status }
  return <StatusIndicator type={type}>{text}</StatusIndicator>
}
