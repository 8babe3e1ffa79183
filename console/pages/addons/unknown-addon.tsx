import Alert from '@cloudscape-design/components/alert'
import { Said } from '../../shown/said'
import { part, ToButton } from '../../shown/to'

export function UnknownAddon({ cluster, name }: { readonly cluster: string; readonly name: string }) {
  return (
    <Alert
      type="warning"
      header="There is no such add-on"
      action={<ToButton to={`/clusters/${part(cluster)}/add-ons/get`}>See which there are</ToButton>}
    >
      No add-on is called <Said>{name}</Said>.
    </Alert>
  )
}
