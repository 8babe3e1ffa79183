import type { AssociationForm } from './use-association-form'

/** What each part of the form is given. */
export interface FieldsProps {
  readonly cluster: string
  readonly form: AssociationForm
  /** Path of the page that the form is on. */
  readonly at: string
}
