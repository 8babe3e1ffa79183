import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNotices } from '../../../frame/notices'
import { Commands } from './commands'
import { Failures } from './failures'
import { Names } from './names'
import { type Doomed, useRemoval } from './use-removal'

interface Props {
  readonly associations: readonly Doomed[]
  /** With the ids of those that are gone. */
  readonly onClose: (gone: ReadonlySet<string>) => void
}

/** Asks once more, by a word to type; shows how far it is; tells what could not be deleted and why. */
export function DeleteAssociations({ associations, onClose }: Props) {
  const [word, setWord] = useState('')
  const [all, setAll] = useState(associations)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const { tell } = useNotices()
  const { mutate, isPending, done, data: failed, error, reset } = useRemoval()
  const sure = word === 'delete'

  const start = () =>
    mutate(all, {
      onSuccess(failed) {
        const stayed = new Set(failed.map(({ association }) => association.associationId))
        const now = new Set([...gone, ...all.map(({ associationId }) => associationId).filter((it) => !stayed.has(it))])
        setGone(now)
        if (failed.length > 0) return
        tell({ type: 'success', content: <Deleted of={associations} /> })
        onClose(now)
      },
    })
  const again = () => {
    setAll((failed ?? []).map(({ association }) => association))
    reset()
  }
  const troubled = failed !== undefined && failed.length > 0
  return (
    <Modal
      visible
      header={associations.length === 1 ? 'Delete the association?' : `Delete ${associations.length} associations?`}
      closeAriaLabel="Close"
      onDismiss={() => {
        if (!isPending) onClose(gone)
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={isPending} onClick={() => onClose(gone)}>
              {troubled ? 'Close' : 'Cancel'}
            </Button>
            {troubled ? (
              <Button onClick={again}>Try these again</Button>
            ) : (
              <Button variant="primary" disabled={!sure} loading={isPending} onClick={start}>
                Delete
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {troubled ? (
          <Failures failed={failed} of={all.length} />
        ) : isPending ? (
          <ProgressBar
            value={(100 * done) / all.length}
            label="Deleting"
            description={`${done} of ${all.length}`}
            ariaLabel="Deleting associations"
          />
        ) : (
          <>
            <Names of={all} />
            <Alert type="warning">
              Pods that start from now on get no credentials by {all.length === 1 ? 'it' : 'them'}. Pods that run keep
              those they have until these end: 6 hours at most, 1 hour through a target role.
            </Alert>
            {error === null ? null : <Alert type="error">Something went wrong in the console. Try it again.</Alert>}
            <FormField label="To confirm, type the word delete">
              <Input
                value={word}
                placeholder="delete"
                autoComplete={false}
                onChange={({ detail }) => setWord(detail.value)}
                onKeyDown={({ detail }) => {
                  if (detail.key === 'Enter' && sure) start()
                }}
              />
            </FormField>
            <Commands of={all} />
          </>
        )}
      </SpaceBetween>
    </Modal>
  )
}

function Deleted({ of: all }: { readonly of: readonly Doomed[] }) {
  const [one] = all
  if (all.length !== 1 || one === undefined) return <>{all.length} associations are deleted.</>
  return (
    <>
      The association of service account {one.serviceAccount} in namespace {one.namespace} is deleted.
    </>
  )
}
