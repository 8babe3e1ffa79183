import Button from '@cloudscape-design/components/button'
import { useHref, useNavigate } from 'react-router'
import { isNamespace, isSubdomain } from '../../../../src/domain'
import { newRolePath } from '../../roles/paths'
import type { FieldsProps } from './fields'

/** Leads to the making of a role for these pods, and back with it: what is filled in here waits in this tab. */
export function CreateRole({ cluster, form, at }: FieldsProps) {
  const { namespace, serviceAccount } = form.draft
  const pods = {
    ...(isNamespace(namespace) ? { namespace } : {}),
    ...(isSubdomain(serviceAccount) ? { serviceAccount } : {}),
  }
  // What came with the address and was not touched is not kept yet: it goes along.
  const then = `${at}?${new URLSearchParams(form.id === undefined ? pods : { draft: form.id })}`
  const to = `${newRolePath}?${new URLSearchParams({
    cluster,
    ...pods,
    then,
  })}`
  const navigate = useNavigate()
  return (
    <Button
      href={useHref(to)}
      onFollow={(event) => {
        event.preventDefault()
        form.leave()
        navigate(to)
      }}
    >
      Create a role for this
    </Button>
  )
}
