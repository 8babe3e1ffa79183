import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { commandOf } from '../../../shown/aws-command'
import { Copyable } from '../../../shown/command'
import type { Doomed } from './use-removal'

/** The same from a terminal, a command each. */
export function Commands({ of: all }: { readonly of: readonly Doomed[] }) {
  const text = all
    .map(({ clusterName, associationId }) =>
      commandOf('eks', 'DeletePodIdentityAssociation', { clusterName, associationId }),
    )
    .join('\n')
  return (
    <ExpandableSection headerText="The same from a terminal" variant="footer">
      <Copyable text={text} what="the commands" />
    </ExpandableSection>
  )
}
