import type { Policy } from '@aws-sdk/client-iam'
import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { Said } from '../../../shown/said'
import { Trouble } from '../../../shown/trouble'
import { ManagedPolicyWords } from './managed-policy-words'
import { isAwsManaged, policyNameOf } from './policy-arn'
import { useManagedPolicies } from './use-managed-policies'

interface Props {
  readonly title: string
  readonly description: string
  readonly chosen: readonly string[]
  readonly onChange: (arns: readonly string[]) => void
  /** Not to be chosen: it is there already. */
  readonly there?: readonly string[]
  readonly single?: boolean
}

const rows = 8

/** Chooses among the managed policies, by name; what is chosen is told in words below. */
export function ManagedPolicyPicker({ title, description, chosen, onChange, there = [], single = false }: Props) {
  const { data = [], error, isPending, refetch } = useManagedPolicies()
  const [text, setText] = useState('')
  const [page, setPage] = useState(1)
  if (error !== null) return <Trouble of={error} doing="list managed policies" onRetry={refetch} />
  const fitting = data.filter(({ PolicyName = '' }) => PolicyName.toLowerCase().includes(text.trim().toLowerCase()))
  const pages = Math.max(1, Math.ceil(fitting.length / rows))
  const at = Math.min(page, pages)
  return (
    <SpaceBetween size="m">
      <Table<Policy>
        items={fitting.slice((at - 1) * rows, at * rows)}
        trackBy={({ Arn = '' }) => Arn}
        loading={isPending}
        loadingText="Loading policies…"
        selectionType={single ? 'single' : 'multi'}
        selectedItems={data.filter(({ Arn = '' }) => chosen.includes(Arn))}
        isItemDisabled={({ Arn = '' }) => there.includes(Arn)}
        onSelectionChange={({ detail }) => onChange(detail.selectedItems.flatMap(({ Arn }) => Arn ?? []))}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: 'Choose policies',
          allItemsSelectionLabel: () => 'Choose all of this page',
          itemSelectionLabel: (_, { PolicyName = '' }) => `Choose ${PolicyName}`,
        }}
        header={
          <Header
            variant="h2"
            counter={chosen.length === 0 ? `(${data.length})` : `(${chosen.length}/${data.length})`}
            description={description}
          >
            {title}
          </Header>
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder="Find policies by name"
            filteringAriaLabel="Find policies by name"
            filteringClearAriaLabel="Clear"
            countText={text === '' ? '' : `${fitting.length} fit`}
            onChange={({ detail }) => {
              setText(detail.filteringText)
              setPage(1)
            }}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={at}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Policy',
            isRowHeader: true,
            cell: ({ PolicyName }) => <Said>{PolicyName}</Said>,
          },
          {
            id: 'kind',
            header: 'Type',
            cell: ({ Arn = '' }) => (there.includes(Arn) ? 'Attached already' : kindOf(Arn)),
          },
          {
            id: 'uses',
            header: 'Attached to',
            cell: ({ AttachmentCount = 0 }) => (AttachmentCount === 0 ? '-' : AttachmentCount),
          },
        ]}
        empty={
          <Box textAlign="center" color="inherit" padding={{ vertical: 's' }}>
            {text === '' ? 'There are no managed policies.' : 'No policy has a name like that.'}
          </Box>
        }
      />
      {chosen.map((arn) => (
        <ExpandableSection key={arn} headerText={<Said>{policyNameOf(arn)}</Said>} headerDescription="What it says">
          <ManagedPolicyWords arn={arn} />
        </ExpandableSection>
      ))}
    </SpaceBetween>
  )
}

export const kindOf = (arn: string): string => (isAwsManaged(arn) ? 'AWS managed' : 'Customer managed')
