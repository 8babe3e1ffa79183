import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { quoted } from '../../shown/aws-command'
import { Copyable } from '../../shown/command'
import { Program } from '../../shown/said'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { keyInWords } from './key-words'

interface WaitingKey {
  readonly jwk: string
  readonly thumbprint?: string
  readonly seenAt?: Date
}

/** Keys that the cluster publishes and that do not count yet. They are approved by thumbprint: what was looked at, and no other. */
export function WaitingKeys({ cluster, keys }: { readonly cluster: string; readonly keys: readonly WaitingKey[] }) {
  const [chosen, choose] = useState<readonly WaitingKey[]>([])
  const { tell } = useNotices()
  const approve = useChange(
    (thumbprints: readonly string[]) => ask('podid', 'ApproveClusterKeys', { clusterName: cluster, thumbprints }),
    ['podid:GetClusterKeys', 'eks:DescribeCluster'],
  )
  const still = chosen.filter((it) => keys.some(({ thumbprint }) => thumbprint === it.thumbprint))
  const thumbprints = still.flatMap(({ thumbprint }) => (thumbprint === undefined ? [] : [thumbprint]))
  return (
    <SpaceBetween size="s">
      <Alert type="warning" header="Keys wait for your approval">
        The cluster publishes keys that are not known here. Tokens signed with them are refused until you approve.
        Compare first with what the cluster itself tells, on a way to it that you trust:{' '}
        <Program>kubectl get --raw /openid/v1/jwks</Program>.
      </Alert>
      <Table<WaitingKey>
        header={
          <Header
            variant="h2"
            counter={`(${keys.length})`}
            actions={
              <Button
                variant="primary"
                disabled={thumbprints.length === 0}
                loading={approve.isPending}
                onClick={() =>
                  approve.mutate(thumbprints, {
                    onSuccess() {
                      choose([])
                      const count = thumbprints.length
                      tell({
                        type: 'success',
                        content: count === 1 ? 'The key counts now.' : `${count} keys count now.`,
                      })
                    },
                  })
                }
              >
                Approve
              </Button>
            }
          >
            Keys waiting for approval
          </Header>
        }
        items={keys}
        trackBy="jwk"
        wrapLines
        selectionType="multi"
        selectedItems={[...still]}
        onSelectionChange={({ detail }) => choose(detail.selectedItems)}
        ariaLabels={{
          tableLabel: 'Keys waiting for approval',
          selectionGroupLabel: 'Keys to approve',
          allItemsSelectionLabel: () => 'Choose all keys',
          itemSelectionLabel: (_, { jwk }) => `Choose the key ${keyInWords(jwk).id}`,
        }}
        columnDefinitions={[
          {
            id: 'thumbprint',
            header: 'Thumbprint (SHA-256)',
            cell: ({ thumbprint }) => <Program>{thumbprint ?? '-'}</Program>,
            isRowHeader: true,
          },
          { id: 'id', header: 'Key id', cell: ({ jwk }) => <Program>{keyInWords(jwk).id}</Program> },
          { id: 'signs', header: 'Algorithm', cell: ({ jwk }) => <Program>{keyInWords(jwk).signs}</Program> },
          { id: 'seen', header: 'First seen', cell: ({ seenAt }) => <When at={seenAt} />, minWidth: 130 },
        ]}
        footer={
          thumbprints.length === 0 ? undefined : (
            <Copyable
              text={`podid cluster approve-keys ${quoted(cluster)} ${thumbprints.map(quoted).join(' ')}`}
              what="the same as a command"
            />
          )
        }
      />
      {approve.error === null ? null : <Trouble of={approve.error} doing="approve keys" />}
    </SpaceBetween>
  )
}
