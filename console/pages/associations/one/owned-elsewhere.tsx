import Alert from '@cloudscape-design/components/alert'
import { Said } from '../../../shown/said'
import { ToButton } from '../../../shown/to'
import { addonOf } from '../list/columns'
import { addonPath } from '../paths'

/** An add-on's association is changed where the add-on is: its next update would undo what is changed here. */
export function OwnedElsewhere({ cluster, ownerArn }: { readonly cluster: string; readonly ownerArn: string }) {
  const addon = addonOf(ownerArn)
  return (
    <Alert
      type="info"
      header={
        <>
          The add-on <Said>{addon}</Said> manages this association
        </>
      }
      action={<ToButton to={addonPath(cluster, addon)}>Open the add-on</ToButton>}
    >
      Change it there: the add-on's next update would undo what is changed here. It goes with the add-on.
    </Alert>
  )
}
