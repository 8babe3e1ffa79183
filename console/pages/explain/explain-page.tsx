import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useSearchParams } from 'react-router'
import { useAsk } from '../../asking/use-ask'
import { useCrumbs } from '../../frame/crumbs'
import { Trouble } from '../../shown/trouble'
import { AskedForm } from './asked-form'
import { askedIn, type Partly, written } from './asked-in'
import { Explained } from './explained'
import type { Asked } from './road'

/** Why has this pod no credentials? */
export function ExplainPage() {
  useCrumbs([{ text: 'Explain', to: '/explain' }])
  const [params, setParams] = useSearchParams()
  const partly = askedIn(params)
  const ask = (next: Partly) => setParams(written(next))
  const { cluster, namespace, serviceAccount, pod } = partly
  const asked =
    cluster === undefined || namespace === undefined || serviceAccount === undefined
      ? undefined
      : { cluster, namespace, serviceAccount, pod }
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="The road from a pod to its credentials, link by link: the first that is broken, why, and what to do."
      >
        Explain
      </Header>
      <AskedForm key={String(written(partly))} asked={partly} onAsk={ask} />
      {asked === undefined ? null : <Answer asked={asked} />}
    </SpaceBetween>
  )
}

/** While something is broken it is asked again: what is mended elsewhere shows here. */
function Answer({ asked }: { readonly asked: Asked }) {
  const { cluster: clusterName, namespace, serviceAccount, pod: podName } = asked
  const input = { clusterName, namespace, serviceAccount, ...(podName === undefined ? {} : { podName }) }
  const { data, error, isPending, isFetching, refetch, dataUpdatedAt } = useAsk('podid', 'ExplainPodIdentity', input, {
    every: (answer) => (answer?.whole === false ? 3_000 : 30_000),
  })
  if (error !== null && error.kind !== 'expired')
    return <Trouble of={error} doing="follow this road" onRetry={refetch} />
  return (
    <Explained
      asked={asked}
      answer={data}
      loading={isPending}
      at={dataUpdatedAt}
      again={
        <Button iconName="refresh" loading={isFetching} loadingText="Asking" onClick={() => refetch()}>
          Ask again
        </Button>
      }
    />
  )
}
