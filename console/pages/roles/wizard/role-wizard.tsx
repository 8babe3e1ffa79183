import Wizard from '@cloudscape-design/components/wizard'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useCrumbs } from '../../../frame/crumbs'
import { useNotices } from '../../../frame/notices'
import { region } from '../../../place'
import { useSession } from '../../../session/use-session'
import { Leaving } from '../../../shown/leaving'
import { Said } from '../../../shown/said'
import { newRolePath, rolePath, rolesPath } from '../paths'
import { useSteps } from '../steps/use-steps'
import { callsOf } from './calls'
import { backWith, cameFrom } from './came-from'
import { type Draft, faultsOf, firstDraft, isWhole } from './draft'
import { MadePartly } from './made-partly'
import { makingOf } from './making'
import { PermissionsStep } from './permissions-step'
import { ReviewStep } from './review-step'
import { TrustedStep } from './trusted-step'

/** Makes a role: who may assume it, what it permits, what it is called. */
export function RoleWizard() {
  useCrumbs([
    { text: 'Roles', to: rolesPath },
    { text: 'Create role', to: newRolePath },
  ])
  const here = useHere()
  const [params] = useSearchParams()
  const [first] = useState(() => firstDraft(params, here.account))
  const [draft, setDraft] = useState(first)
  const [at, setAt] = useState(0)
  /** Steps whose faults are told: those that were to be left. */
  const [asked, setAsked] = useState<readonly number[]>([])
  const making = useSteps()
  const navigate = useNavigate()
  const { tell } = useNotices()
  const faults = faultsOf(draft, here)
  const calls = callsOf(draft, here)
  const steps = makingOf(calls)
  const back = cameFrom(params.get('then'))
  const made = making.done.length > 0
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next })
  const shown = (step: 0 | 1 | 2) => (asked.includes(step) ? faults[step] : {})

  function go(to: number) {
    const wrong = faults.findIndex((it, step) => step < to && !isWhole(it))
    setAsked([...new Set([...asked, ...faults.keys()].filter((it) => it < to || asked.includes(it)))])
    setAt(wrong === -1 ? to : wrong)
  }

  async function make() {
    setAsked([0, 1, 2])
    const wrong = faults.findIndex((it) => !isWhole(it))
    if (wrong !== -1) return setAt(wrong)
    if (!(await making.run(steps))) return
    tell({
      type: 'success',
      content: (
        <>
          The role <Said>{draft.name}</Said> was created.
        </>
      ),
    })
    navigate(back === undefined ? rolePath(draft.name, 'permissions') : backWith(back, arnOf(draft, here)))
  }

  if (made && making.failed !== undefined)
    return <MadePartly name={draft.name} all={steps.map(({ what }) => what)} state={making} onGoOn={make} />
  return (
    <>
      <Leaving when={() => draft !== first && !making.running && making.done.length === 0} />
      <Wizard
        activeStepIndex={at}
        onNavigate={({ detail }) => go(detail.requestedStepIndex)}
        onCancel={() => navigate(back ?? rolesPath)}
        onSubmit={make}
        isLoadingNextStep={making.running}
        submitButtonText="Create role"
        i18nStrings={{
          stepNumberLabel: (step) => `Step ${step}`,
          collapsedStepsLabel: (step, count) => `Step ${step} of ${count}`,
          navigationAriaLabel: 'Steps',
          cancelButton: 'Cancel',
          previousButton: 'Previous',
          nextButton: 'Next',
        }}
        steps={[
          {
            title: 'Trusted entity',
            description: 'Who may assume the role.',
            content: <TrustedStep draft={draft} onChange={change} here={here} faults={shown(0)} />,
          },
          {
            title: 'Permissions',
            description: 'What it permits. Nothing is needed here yet: policies can be added later.',
            isOptional: true,
            content: <PermissionsStep draft={draft} onChange={change} faults={shown(1)} />,
          },
          {
            title: 'Name, review and create',
            content: (
              <ReviewStep
                draft={draft}
                onChange={change}
                here={here}
                calls={calls}
                faults={shown(2)}
                refusal={making.failed?.refusal}
                onEdit={go}
              />
            ),
          },
        ]}
      />
    </>
  )
}

/** Where the role is made: in the account of who is signed in. */
function useHere() {
  const session = useSession()
  const { arn, account } = typeof session === 'object' ? session : { arn: '', account: '' }
  const [here, setHere] = useState({ partition: arn.split(':')[1] || 'aws', region, account })
  // While the session is over, the page stays as it is.
  if (account !== '' && account !== here.account) setHere({ partition: arn.split(':')[1] || 'aws', region, account })
  return here
}

const arnOf = ({ path, name }: Draft, { partition, account }: { partition: string; account: string }): string =>
  `arn:${partition}:iam::${account}:role${path}${name}`
