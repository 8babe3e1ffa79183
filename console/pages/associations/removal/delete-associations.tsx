import { useState } from 'react'
import { useNotices } from '../../../frame/notices'
import { SameAsSteps } from '../../../shown/command'
import { TypedConfirmation } from '../../../shown/typed-confirmation'
import { Names } from './names'
import { RemovalOutcome } from './removal-outcome'
import { type Doomed, useRemoval } from './use-removal'

interface Props {
  readonly associations: readonly Doomed[]
  /** With the ids of those that are gone. */
  readonly onClose: (gone: ReadonlySet<string>) => void
}

/** Asks once more, by a word to type; shows how far it is; tells what could not be deleted and why. */
export function DeleteAssociations({ associations, onClose }: Props) {
  const [all, setAll] = useState(associations)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const { tell } = useNotices()
  const { mutate, isPending, isIdle, done, data: failed = [], error, reset } = useRemoval()

  const start = () =>
    mutate(all, {
      onSuccess(failed) {
        const stayed = new Set(failed.map(({ association }) => association.associationId))
        const now = new Set([...gone, ...all.map(({ associationId }) => associationId).filter((it) => !stayed.has(it))])
        setGone(now)
        if (failed.length > 0) return
        tell({ type: 'success', content: deleted(associations) })
        onClose(now)
      },
    })
  if (isIdle || error !== null)
    return (
      <TypedConfirmation
        title={all.length === 1 ? 'Delete the association?' : `Delete ${all.length} associations?`}
        word="delete"
        warning={`Pods that start from now on get no credentials by ${all.length === 1 ? 'it' : 'them'}. Pods that run keep those they have until these end: within 6 hours, or 1 hour through a target role.`}
        button="Delete"
        doing={all.length === 1 ? 'delete the association' : 'delete the associations'}
        busy={false}
        trouble={error}
        onConfirm={start}
        onCancel={() => onClose(gone)}
      >
        <Names of={all} />
        <SameAsSteps
          changes={all.map(({ clusterName, associationId }) => ({
            service: 'eks',
            operation: 'DeletePodIdentityAssociation',
            input: { clusterName, associationId },
          }))}
        />
      </TypedConfirmation>
    )
  return (
    <RemovalOutcome
      running={isPending}
      done={done}
      of={all.length}
      failed={failed}
      onClose={() => onClose(gone)}
      onAgain={() => {
        setAll(failed.map(({ association }) => association))
        reset()
      }}
    />
  )
}

function deleted(all: readonly Doomed[]): string {
  const [one] = all
  return all.length !== 1 || one === undefined
    ? `${all.length} associations are deleted.`
    : `The association of service account ${one.serviceAccount} in namespace ${one.namespace} is deleted.`
}
