import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Failures } from './failures'
import type { Failed } from './use-removal'

interface Props {
  readonly running: boolean
  readonly done: number
  readonly of: number
  readonly failed: readonly Failed[]
  readonly onClose: () => void
  readonly onAgain: () => void
}

/** How far deleting is, and then what could not be deleted. */
export function RemovalOutcome({ running, done, of, failed, onClose, onAgain }: Props) {
  return (
    <Modal
      visible
      header={running ? 'Deleting…' : 'Not all were deleted'}
      closeAriaLabel="Close"
      onDismiss={() => {
        if (!running) onClose()
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={running} onClick={onClose}>
              Close
            </Button>
            <Button variant="primary" disabled={running} onClick={onAgain}>
              Try these again
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {running ? (
        <ProgressBar
          value={(100 * done) / of}
          label="Deleting associations"
          description={`${done} of ${of}`}
          ariaLabel="Deleting associations"
        />
      ) : (
        <Failures failed={failed} of={of} />
      )}
    </Modal>
  )
}
