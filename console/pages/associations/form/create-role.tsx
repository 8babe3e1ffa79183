import Button from '@cloudscape-design/components/button'
import { useHref, useNavigate } from 'react-router'
import { isNamespace, isSubdomain } from '../../../../src/domain'
import { newRolePath } from '../../roles/paths'
import type { FieldsProps } from './fields'

/** Leads to the making of a role for these pods, and back with it: what is filled in here waits in this tab. */
export function CreateRole({ cluster, form, at }: FieldsProps) {
  const { namespace, serviceAccount } = form.draft
  const then = form.id === undefined ? at : `${at}?draft=${form.id}`
  const to = `${newRolePath}?${new URLSearchParams({
    cluster,
    ...(isNamespace(namespace) ? { namespace } : {}),
    ...(isSubdomain(serviceAccount) ? { serviceAccount } : {}),
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
