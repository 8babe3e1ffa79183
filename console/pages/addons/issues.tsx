import type { AddonIssue } from '@aws-sdk/client-eks'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Program, Said } from '../../shown/said'

const words: ReadonlyMap<string, string> = new Map([
  ['AccessDenied', 'Access was denied'],
  ['InternalFailure', 'Something failed inside'],
  ['ClusterUnreachable', 'The cluster cannot be reached'],
  ['InsufficientNumberOfReplicas', 'Too few of its pods are ready'],
  ['ConfigurationConflict', 'Something in the cluster or in its settings stands against it'],
  ['AdmissionRequestDenied', 'The cluster refused what it is made of'],
  ['UnsupportedAddonModification', 'It was changed in a way that cannot be kept'],
  ['K8sResourceNotFound', 'Something that it is made of is gone'],
  ['AddonPermissionFailure', 'It lacks permissions'],
])

/** What is wrong with an add-on, as its cluster told it. */
export function Issues({ issues }: { readonly issues: readonly AddonIssue[] }) {
  if (issues.length === 0) return null
  return (
    <Alert type="warning" header={issues.length === 1 ? 'Health issue' : `${issues.length} health issues`}>
      <SpaceBetween size="xs">
        {issues.map(({ code = '', message, resourceIds = [] }) => (
          <div key={`${code} ${message} ${resourceIds.join()}`}>
            <Box variant="strong">{words.get(code) ?? code}.</Box> <Said>{message}</Said>
            {resourceIds.length === 0 ? null : (
              <div>
                Concerns <Program>{resourceIds.join(', ')}</Program>
              </div>
            )}
          </div>
        ))}
      </SpaceBetween>
    </Alert>
  )
}
