import type { Refusal } from '../../../asking/refusal'
import { Said } from '../../../shown/said'
import { To } from '../../../shown/to'
import { pathOf } from '../paths'
import { existingId, refusedField } from './refused-field'
import type { AssociationForm } from './use-association-form'

/** Puts what the server refused beside the field that it names. */
export function placeRefusal(why: Refusal, clusterName: string, form: AssociationForm): void {
  const field = refusedField(why)
  if (field === undefined) return
  const associationId = existingId(why.message)
  form.refuse(
    field,
    <>
      <Said>{why.message}</Said>{' '}
      {associationId === undefined ? null : <To to={pathOf({ clusterName, associationId })}>Open it</To>}
    </>,
  )
}

/** What is left to tell above the form: what names no field. */
export function unplaced(why: Refusal | null): Refusal | null {
  return why === null || why.kind === 'expired' || refusedField(why) !== undefined ? null : why
}
