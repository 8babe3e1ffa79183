import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal, { type ModalProps } from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

interface Props {
  readonly title: ReactNode
  readonly size?: ModalProps.Size
  readonly button: string
  /** What the other button says: `Cancel`. */
  readonly otherwise?: string
  readonly disabled?: boolean
  readonly busy?: boolean
  /** The id of the form that the button submits, in place of `onConfirm`. */
  readonly form?: string
  readonly onConfirm?: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** Asks something over the page. Shown while it is mounted. */
export function Asking(props: Props) {
  const { title, size, button, otherwise = 'Cancel', disabled, busy, form, onConfirm, onCancel, children } = props
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel="Close"
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {otherwise}
            </Button>
            <Button
              variant="primary"
              disabled={disabled}
              loading={busy}
              form={form}
              formAction={form === undefined ? 'none' : 'submit'}
              onClick={onConfirm}
            >
              {button}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  )
}
