import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Said } from '../../../shown/said'
import { ToButton } from '../../../shown/to'
import { Trouble } from '../../../shown/trouble'
import { rolePath } from '../paths'
import { StepsShown } from '../steps/steps-shown'
import type { StepsState } from '../steps/use-steps'

/** The role is there, but not all that was to be with it: what is, what is not, and how it goes on. */
export function MadePartly({
  name,
  all,
  state,
  onGoOn,
}: {
  readonly name: string
  readonly all: readonly string[]
  readonly state: StepsState
  readonly onGoOn: () => void
}) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1">
        <Said>{name}</Said> was made, but not everything
      </Header>
      <Alert
        type="warning"
        header="The role is there already"
        action={
          <SpaceBetween direction="horizontal" size="xs">
            <ToButton to={rolePath(name, 'permissions')}>Go to the role</ToButton>
            <Button variant="primary" loading={state.running} onClick={onGoOn}>
              Go on
            </Button>
          </SpaceBetween>
        }
      >
        What is done stays done. Go on to try the rest again, or do it on the role’s page.
      </Alert>
      <StepsShown all={all} state={state} />
      {state.failed === undefined ? null : (
        <Trouble
          of={state.failed.refusal}
          doing={state.failed.what.charAt(0).toLowerCase() + state.failed.what.slice(1)}
        />
      )}
    </SpaceBetween>
  )
}
