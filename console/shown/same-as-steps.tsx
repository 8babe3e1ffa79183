import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Tabs from '@cloudscape-design/components/tabs'
import { commandOf, type Member } from './aws-command'
import { Copyable } from './command'

export interface Change {
  readonly service: string
  readonly operation: string
  readonly input: Readonly<Record<string, Member>>
}

/** Several changes from a terminal, one after the other. */
export function SameAsSteps({
  changes,
  terraform,
}: {
  readonly changes: readonly Change[]
  readonly terraform?: string
}) {
  const commands = changes.map(({ service, operation, input }) => commandOf(service, operation, input)).join('\n\n')
  return (
    <ExpandableSection headerText="The same from a terminal" variant="footer">
      {terraform === undefined ? (
        <Copyable text={commands} what="the commands" />
      ) : (
        <Tabs
          tabs={[
            { id: 'aws', label: 'AWS CLI', content: <Copyable text={commands} what="the commands" /> },
            {
              id: 'terraform',
              label: 'Terraform',
              content: <Copyable text={terraform} what="the Terraform resources" />,
            },
          ]}
        />
      )}
    </ExpandableSection>
  )
}
