import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'
import { server } from '../../place'
import { Copyable } from '../../shown/command'
import { Program } from '../../shown/said'
import { joinCommand, printCommands } from './join-commands'
import { addressFor, troubleOfAddress } from './server-address'

/** The command to run there, at once or by way of Git. */
export function JoinCommands({ cluster }: { readonly cluster: string }) {
  const [address, setAddress] = useState(() => addressFor(server))
  const trouble = address === '' ? undefined : troubleOfAddress(address)
  const shown = trouble === undefined ? address : ''
  return (
    <SpaceBetween size="m">
      <FormField
        label="Address of this server, as the cluster reaches it"
        description={
          addressFor(server) === '' ? (
            <>
              You opened the console at <Program>{server}</Program>, where no cluster can reach it.
            </>
          ) : undefined
        }
        errorText={trouble}
      >
        <Input
          value={address}
          placeholder="https://podid.example.com"
          inputMode="url"
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setAddress(detail.value.trim())}
        />
      </FormField>
      <Tabs
        tabs={[
          {
            id: 'now',
            label: 'At once',
            content: (
              <SpaceBetween size="xs">
                <Copyable text={joinCommand(cluster, shown)} what="the command" />
                <Box color="text-body-secondary">
                  It asks for an activation itself, installs the connector and follows until the cluster is active. Safe
                  to repeat. A certificate of an authority of your own: add <Program>--ca FILE</Program>. The connector
                  from a registry of your own: add <Program>--image REF</Program>.
                </Box>
              </SpaceBetween>
            ),
          },
          {
            id: 'git',
            label: 'As YAML',
            content: (
              <SpaceBetween size="xs">
                <Copyable text={printCommands(cluster, shown)} what="the commands" />
                <Box color="text-body-secondary">
                  The YAML holds an activation code, a secret: keep it out of plain Git.
                </Box>
              </SpaceBetween>
            ),
          },
        ]}
      />
    </SpaceBetween>
  )
}
