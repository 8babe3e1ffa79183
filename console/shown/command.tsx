import Box from '@cloudscape-design/components/box'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Tabs from '@cloudscape-design/components/tabs'
import { commandOf, type Member } from './aws-command'
import { Program } from './said'

/** A text to copy, with its button. */
export function Copyable({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <div className="copyable">
      <Box variant="pre">
        <Program>{text}</Program>
      </Box>
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={`Copy ${what}`}
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
      />
    </div>
  )
}

/** The same change from a terminal: beside every change the console makes. */
export function SameAs({
  service,
  operation,
  input,
  terraform,
}: {
  readonly service: string
  readonly operation: string
  readonly input: Readonly<Record<string, Member>>
  readonly terraform?: string
}) {
  const command = commandOf(service, operation, input)
  return (
    <ExpandableSection headerText="The same from a terminal" variant="footer">
      {terraform === undefined ? (
        <Copyable text={command} what="the command" />
      ) : (
        <Tabs
          tabs={[
            { id: 'aws', label: 'AWS CLI', content: <Copyable text={command} what="the command" /> },
            {
              id: 'terraform',
              label: 'Terraform',
              content: <Copyable text={terraform} what="the Terraform resource" />,
            },
          ]}
        />
      )}
    </ExpandableSection>
  )
}
