import type { ConnectorConfigResponse } from '@aws-sdk/client-eks'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useNotices } from '../../frame/notices'
import { Copyable } from '../../shown/command'
import { Program } from '../../shown/said'
import { Trouble } from '../../shown/trouble'
import { When } from '../../shown/when'
import { useActivation } from './activation'
import { secretCommands } from './join-commands'

/** For a connector that is installed by other means: what it proves itself with. The code is told once, and shown when asked for. */
export function ActivationCode({
  cluster,
  told,
}: {
  readonly cluster: string
  readonly told: ConnectorConfigResponse
}) {
  const [kept, keep] = useActivation(cluster)
  const [shown, show] = useState(false)
  const { tell } = useNotices()
  const renew = useChange(
    () => ask('podid', 'RenewActivation', { clusterName: cluster }),
    ['eks:DescribeCluster', 'podid:SearchClusters'],
  )
  // Someone else, or the command above, may have renewed it meanwhile.
  const current = kept?.id === told.activationId ? kept : undefined
  const expiry = current?.expiresAt ?? told.activationExpiry
  return (
    <Container
      header={
        <Header
          description="Only for a connector that is installed by other means. The command above needs none of this."
          actions={
            <Button
              loading={renew.isPending}
              onClick={() =>
                renew.mutate(undefined, {
                  onSuccess(activation) {
                    keep(activation)
                    show(false)
                    tell({
                      type: 'success',
                      content: `${cluster} has a new activation code. The former one is good no longer.`,
                    })
                  },
                })
              }
            >
              Renew the activation
            </Button>
          }
        >
          Activation
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'Activation id', value: <Program>{current?.id ?? told.activationId ?? '-'}</Program> },
            { label: expiry !== undefined && expiry < new Date() ? 'Expired' : 'Expires', value: <When at={expiry} /> },
            { label: 'Good', value: 'once, for the first keys that come with it' },
          ]}
        />
        {renew.error === null ? null : <Trouble of={renew.error} doing="renew the activation" />}
        {current === undefined ? (
          <Box color="text-body-secondary">
            The code was told once and is not kept. Renew the activation for another: associations and keys stay.
          </Box>
        ) : shown ? (
          <SpaceBetween size="xs">
            <Copyable text={secretCommands(current.id, current.code)} what="the commands with the activation code" />
            <Button onClick={() => show(false)}>Hide the code</Button>
          </SpaceBetween>
        ) : (
          <Button onClick={() => show(true)}>Show the code</Button>
        )}
      </SpaceBetween>
    </Container>
  )
}
