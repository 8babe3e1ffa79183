import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table from '@cloudscape-design/components/table'
import { type ReactNode, useState } from 'react'
import { Program, Said } from '../../../shown/said'
import { type Deciding, type Verdict, why } from './verdict'

interface Props {
  readonly verdicts: readonly Verdict[]
  /** What a policy is called, by its name in the simulation. */
  readonly nameOf: (source: string) => string
  /** The policy with the statements that decided. */
  readonly shows: (source: string, deciding: readonly Deciding[]) => ReactNode
}

/** What became of each action; one is looked at: the statements that decided, where they stand. */
export function Results({ verdicts, nameOf, shows }: Props) {
  const [seen, setSeen] = useState(verdicts.find(({ deciding }) => deciding.length > 0)?.action)
  const looked = verdicts.find(({ action }) => action === seen)
  const sources = [...new Set(looked?.deciding.map(({ source }) => source))]
  return (
    <SpaceBetween size="m">
      <Table<Verdict>
        variant="embedded"
        items={verdicts}
        trackBy="action"
        ariaLabels={{ tableLabel: 'Results' }}
        wrapLines
        columnDefinitions={[
          {
            id: 'action',
            header: 'Action',
            minWidth: 190,
            isRowHeader: true,
            cell: ({ action }) => <Program>{action}</Program>,
          },
          { id: 'decision', header: 'Answer', minWidth: 140, cell: ({ decision }) => <Decision of={decision} /> },
          { id: 'why', header: 'Why', cell: (verdict) => <Why verdict={verdict} /> },
          {
            id: 'where',
            header: 'Statements',
            cell: ({ action, deciding }) =>
              deciding.length === 0 ? (
                '-'
              ) : (
                <Button
                  variant="inline-link"
                  formAction="none"
                  ariaLabel={`Show what decides ${action}`}
                  onClick={() => setSeen(action)}
                >
                  <Said>{[...new Set(deciding.map(({ source }) => nameOf(source)))].join(', ')}</Said>
                </Button>
              ),
          },
        ]}
      />
      {looked === undefined ? null : (
        <section aria-label="What decides" aria-live="polite">
          <SpaceBetween size="m">
            {sources.map((source) => (
              <SpaceBetween key={source} size="xs">
                <Box variant="h4" tagOverride="h3">
                  <Program>{looked.action}</Program> is {looked.decision === 'allowed' ? 'allowed' : 'denied'} by{' '}
                  <Said>{nameOf(source)}</Said>
                </Box>
                {shows(
                  source,
                  looked.deciding.filter((it) => it.source === source),
                )}
              </SpaceBetween>
            ))}
          </SpaceBetween>
        </section>
      )}
    </SpaceBetween>
  )
}

function Decision({ of }: { readonly of: Verdict['decision'] }) {
  if (of === 'allowed') return <StatusIndicator type="success">Allowed</StatusIndicator>
  return (
    <StatusIndicator type={of === 'explicitDeny' ? 'error' : 'stopped'}>
      {of === 'explicitDeny' ? 'Denied' : 'Not allowed'}
    </StatusIndicator>
  )
}

function Why({ verdict }: { readonly verdict: Verdict }) {
  return (
    <SpaceBetween size="xxxs">
      <Box>{why(verdict)}</Box>
      {verdict.missing.length === 0 ? null : (
        <Box variant="small" color="text-body-secondary">
          Asked for and not said: <Said>{verdict.missing.join(', ')}</Said>
        </Box>
      )}
    </SpaceBetween>
  )
}
