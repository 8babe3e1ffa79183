import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../../asking/ask'
import { useChange } from '../../asking/use-ask'
import { useCrumbs } from '../../frame/crumbs'
import { SameAs } from '../../shown/command'
import { Leaving } from '../../shown/leaving'
import { TagFields } from '../../shown/tag-fields'
import { part, ToButton } from '../../shown/to'
import { Trouble } from '../../shown/trouble'
import { keepActivation } from './activation'
import { ClusterFields } from './cluster-fields'
import { blank, fits, inputOf } from './registration'

/** Announces a cluster that runs elsewhere. */
export function RegisterPage() {
  useCrumbs([
    { text: 'Clusters', to: '/clusters' },
    { text: 'Register a cluster', to: '/clusters/+register' },
  ])
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [said, say] = useState(blank)
  const [tried, setTried] = useState(false)
  const done = useRef(false)
  const input = inputOf(said)
  const register = useChange(() => ask('eks', 'RegisterCluster', input), ['podid:SearchClusters'])
  const touched = useCallback(() => !done.current && said !== blank, [said])
  const taken =
    register.error?.code === 'ResourceInUseException' || register.error?.code === 'InvalidParameterException'

  const submit = async () => {
    setTried(true)
    if (!fits(said) || register.isPending) return
    const { cluster } = await register.mutateAsync(undefined)
    keepActivation(cache, said.name, cluster?.connectorConfig)
    done.current = true
    await navigate(`/clusters/${part(said.name)}/connect`)
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit().catch(() => undefined)
      }}
    >
      <Leaving when={touched} />
      <Form
        header={
          <Header variant="h1" description="It stays where it is, and connects to this server.">
            Register a cluster
          </Header>
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ToButton to="/clusters" variant="link">
              Cancel
            </ToButton>
            <Button variant="primary" loading={register.isPending} formAction="submit">
              Register
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <ClusterFields
            said={said}
            say={(change) => {
              register.reset()
              say((before) => ({ ...before, ...change }))
            }}
            tried={tried}
            refused={taken ? register.error?.message : undefined}
          />
          <Container header={<Header description="Policies can refer to them.">Tags</Header>}>
            <TagFields rows={said.tags} onChange={(tags) => say((before) => ({ ...before, tags }))} />
          </Container>
          {register.error === null || taken ? null : <Trouble of={register.error} doing="register a cluster" />}
          <SameAs service="eks" operation="RegisterCluster" input={input} />
        </SpaceBetween>
      </Form>
    </form>
  )
}
