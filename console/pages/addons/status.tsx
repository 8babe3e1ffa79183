import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

const looks: ReadonlyMap<string, readonly [StatusIndicatorProps.Type, string]> = new Map([
  ['CREATING', ['in-progress', 'Creating']],
  ['ACTIVE', ['success', 'Active']],
  ['CREATE_FAILED', ['error', 'Create failed']],
  ['UPDATING', ['in-progress', 'Updating']],
  ['UPDATE_FAILED', ['error', 'Update failed']],
  ['DELETING', ['in-progress', 'Deleting']],
  ['DELETE_FAILED', ['error', 'Delete failed']],
  ['DEGRADED', ['warning', 'Degraded']],
])

/** An add-on's status, in words. */
export function AddonStatus({ status }: { readonly status: string | undefined }) {
  if (status === undefined) return <StatusIndicator type="loading">Loading</StatusIndicator>
  const [type, text] = looks.get(status) ?? ['info', status]
  return <StatusIndicator type={type}>{text}</StatusIndicator>
}

/** Whether it changes by itself soon. */
export function isMoving(status: string | undefined): boolean {
  return status === 'CREATING' || status === 'UPDATING' || status === 'DELETING'
}
