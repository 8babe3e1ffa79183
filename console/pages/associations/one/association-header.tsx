import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Said } from '../../../shown/said'
import { ToButton } from '../../../shown/to'
import { editOf, tabOf } from '../paths'
import { DeleteAssociations } from '../removal/delete-associations'

/** Its name, and what can be done with it. */
export function AssociationHeader({ association }: { readonly association: PodIdentityAssociation }) {
  const { clusterName = '', associationId = '', namespace = '', serviceAccount = '', ownerArn } = association
  const [deleting, setDeleting] = useState(false)
  const navigate = useNavigate()
  const owned = ownerArn !== undefined
  const explain = new URLSearchParams({ cluster: clusterName, namespace, serviceAccount })
  return (
    <>
      <Header
        variant="h1"
        description="Pod Identity association"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ToButton to={`/explain?${explain}`}>Explain</ToButton>
            <Button
              disabled={owned}
              disabledReason="An add-on manages this association."
              onClick={() => setDeleting(true)}
            >
              Delete
            </Button>
            <ToButton to={editOf({ clusterName, associationId })} variant="primary" disabled={owned}>
              Edit
            </ToButton>
          </SpaceBetween>
        }
      >
        <Said>
          {namespace}/{serviceAccount}
        </Said>
      </Header>
      {deleting ? (
        <DeleteAssociations
          associations={[{ clusterName, associationId, namespace, serviceAccount }]}
          onClose={(gone) => {
            setDeleting(false)
            if (gone.has(associationId)) navigate(tabOf(clusterName))
          }}
        />
      ) : null}
    </>
  )
}
