import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Refusal } from '../../../asking/refusal'
import { Leaving } from '../../../shown/leaving'
import { Trouble } from '../../../shown/trouble'
import type { AssociationForm } from './use-association-form'

interface Props {
  readonly title: ReactNode
  readonly description: ReactNode
  readonly form: AssociationForm
  /** Where "Cancel" leads. */
  readonly back: string
  readonly button: string
  readonly busy: boolean
  readonly trouble: Refusal | null
  /** `create the association`. */
  readonly doing: string
  readonly onSend: () => void
  readonly children: ReactNode
}

/** What stands around the fields: title, buttons, and the question before leaving what is half filled in. */
export function AssociationFormFrame(props: Props) {
  const { form, busy, trouble } = props
  const navigate = useNavigate()
  const place = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (tries > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tries])
  return (
    <form
      ref={place}
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (form.check()) props.onSend()
        else setTries(tries + 1)
      }}
    >
      <Leaving when={form.wouldLose} />
      <Form
        header={
          <Header variant="h1" description={props.description}>
            {props.title}
          </Header>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={() => navigate(props.back)}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" loading={busy}>
              {props.button}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {props.children}
          {trouble === null ? null : <Trouble of={trouble} doing={props.doing} />}
        </SpaceBetween>
      </Form>
    </form>
  )
}
