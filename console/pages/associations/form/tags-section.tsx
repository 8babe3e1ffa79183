import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import { TagFields } from '../../../shown/tag-fields'
import type { AssociationForm } from './use-association-form'

/** Tags of the association itself, not of the sessions. */
export function TagsSection({ form }: { readonly form: AssociationForm }) {
  return (
    <Container
      header={
        <Header variant="h2" description="Of the association itself: policies of people can refer to them.">
          Tags - <i>optional</i>
        </Header>
      }
    >
      <FormField stretch errorText={form.faultOf('tags')}>
        <TagFields rows={form.draft.tags} onChange={(tags) => form.change({ tags: [...tags] })} />
      </FormField>
    </Container>
  )
}
