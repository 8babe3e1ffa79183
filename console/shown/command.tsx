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

export interface Change {
  readonly service: string
  readonly operation: string
  readonly input: Readonly<Record<string, Member>>
}

/** The same change from a terminal: beside every change the console makes. */
export function SameAs({ terraform, ...change }: Change & { readonly terraform?: string }) {
  return (
    <FromTerminal changes={[change]} terraform={terraform} commands="the command" resources="the Terraform resource" />
  )
}

/** Several changes, one after the other. */
export function SameAsSteps({
  changes,
  terraform,
}: {
  readonly changes: readonly Change[]
  readonly terraform?: string
}) {
  return (
    <FromTerminal changes={changes} terraform={terraform} commands="the commands" resources="the Terraform resources" />
  )
}

interface FromTerminalProps {
  readonly changes: readonly Change[]
  readonly terraform: string | undefined
  /** What the buttons that copy call them. */
  readonly commands: string
  readonly resources: string
}

function FromTerminal({ changes, terraform, commands, resources }: FromTerminalProps) {
  const text = changes.map(({ service, operation, input }) => commandOf(service, operation, input)).join('\n\n')
  return (
    <ExpandableSection headerText="The same from a terminal" variant="footer">
      {terraform === undefined ? (
        <Copyable text={text} what={commands} />
      ) : (
        <Tabs
          tabs={[
            { id: 'aws', label: 'AWS CLI', content: <Copyable text={text} what={commands} /> },
            { id: 'terraform', label: 'Terraform', content: <Copyable text={terraform} what={resources} /> },
          ]}
        />
      )}
    </ExpandableSection>
  )
}
