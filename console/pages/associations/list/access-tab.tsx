import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { FoundAssociation } from '../../../asking/podid-answers'
import { Listing } from '../../../shown/listing'
import { ToButton } from '../../../shown/to'
import { useListing } from '../../../shown/use-listing'
import { editOf, newOf } from '../paths'
import { DeleteAssociations } from '../removal/delete-associations'
import { AssociationFilter } from './association-filter'
import { columns, shownAtFirst } from './columns'
import { type Search, searchOf, withSearch } from './search'
import { useAssociations } from './use-associations'

/** Which service accounts of this cluster act as which roles? */
export function AccessTab() {
  const { cluster = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const search = searchOf(params)
  const state = useListing('associations', shownAtFirst, `${cluster}|${JSON.stringify(search)}`)
  const { data, count, error, isPending, refetch } = useAssociations(cluster, search, state)
  const [selected, select] = useState<readonly FoundAssociation[]>([])
  const [deleting, setDeleting] = useState(false)

  const look = (next: Partial<Search>) => {
    select([])
    setParams(withSearch(params, { ...search, ...next }), { replace: true })
  }
  const filtered = search.namespace !== '' || search.serviceAccount !== ''
  const [one] = selected
  const create = (
    <ToButton to={newOf(cluster)} variant="primary">
      Create association
    </ToButton>
  )
  return (
    <>
      <Listing
        state={state}
        title="Pod Identity associations"
        description="Pods of these service accounts act as these roles."
        count={count}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} onClick={() => setDeleting(true)}>
              Delete
            </Button>
            <ToButton to={one === undefined ? '' : editOf(one)} disabled={selected.length !== 1}>
              Edit
            </ToButton>
            {create}
          </SpaceBetween>
        }
        filter={
          <AssociationFilter namespace={search.namespace} serviceAccount={search.serviceAccount} onChange={look} />
        }
        columns={columns}
        idOf={({ associationId }) => associationId}
        nameOf={({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`}
        items={data?.associations}
        loading={isPending}
        trouble={error}
        doing="list associations"
        onRetry={refetch}
        nextToken={data?.nextToken}
        sorting={{ now: search.sorting, onChange: (sorting) => look({ sorting }) }}
        selection={{
          selected,
          onChange: select,
          disabled: ({ ownerArn }) => ownerArn !== undefined,
          why: 'An add-on manages this association: change it there.',
        }}
        empty={{
          title: 'No associations yet',
          text: 'Say which role the pods of a service account act as, and they have its credentials: no secret in the pod.',
          action: <ToButton to={newOf(cluster)}>Create association</ToButton>,
        }}
        filtered={
          filtered
            ? { clear: <Button onClick={() => look({ namespace: '', serviceAccount: '' })}>Clear the filter</Button> }
            : undefined
        }
      />
      {deleting ? (
        <DeleteAssociations
          associations={selected}
          onClose={(gone) => {
            setDeleting(false)
            select(selected.filter(({ associationId }) => !gone.has(associationId)))
          }}
        />
      ) : null}
    </>
  )
}
