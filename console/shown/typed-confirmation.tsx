import Alert from '@cloudscape-design/components/alert'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useId, useState } from 'react'
import type { Refusal } from '../asking/refusal'
import { Asking } from './asking'
import { Said } from './said'
import { Trouble } from './trouble'

interface Props {
  readonly title: string
  /** What must be typed: the name of what goes, or a word such as `delete`. */
  readonly word: string
  /** What goes with it, and what stays. */
  readonly warning: ReactNode
  /** Choices and the same from a terminal. */
  readonly children?: ReactNode
  readonly button: string
  /** `delete this cluster`. */
  readonly doing: string
  readonly busy: boolean
  readonly trouble: Refusal | null
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks for a word before something goes for good. Shown while it is mounted. */
export function TypedConfirmation(props: Props) {
  const { title, word, warning, children, button, doing, busy, trouble, onConfirm, onCancel } = props
  const [typed, setTyped] = useState('')
  const form = useId()
  const ready = typed === word
  return (
    <Asking title={<Said>{title}</Said>} button={button} disabled={!ready} busy={busy} form={form} onCancel={onCancel}>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onConfirm()
        }}
      >
        <Form>
          <SpaceBetween size="m">
            <Alert type="warning" statusIconAriaLabel="Warning">
              {warning}
            </Alert>
            {children}
            <FormField
              label={
                <>
                  To confirm, type <Said>{word}</Said>
                </>
              }
            >
              <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} autoComplete={false} autoFocus />
            </FormField>
            {trouble === null ? null : <Trouble of={trouble} doing={doing} />}
          </SpaceBetween>
        </Form>
      </form>
    </Asking>
  )
}
