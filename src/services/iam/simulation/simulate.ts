import type { Context, Grants, Policy, Principal } from '../../../policy'
import type { Answer, Said } from '../../operation'
import { maybeText, maybeTexts } from '../../said'
import { invalid } from '../faults'
import { asSaid, type Paging, page, paging } from '../paging'
import { saidCaller, saidOwner } from './callers'
import { saidContext } from './context-entries'
import { saidBoundary, saidDocuments, saidResourcePolicy } from './documents'
import { saidResources } from './resources'
import { resultOf } from './results'
import type { Stage } from './stage'

/** What SimulateCustomPolicy and SimulatePrincipalPolicy say alike. */
export interface Asked {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly policies: readonly Policy[]
  readonly boundary?: Policy
  readonly resource: Pick<Grants, 'resource' | 'trust'>
  readonly caller?: Principal
  readonly owner?: string
  readonly context: Context
  readonly paging: Paging
}

/** Decisions of one page: more are on the next. */
const most = 5_000

export function saidSimulation(said: Said): Asked {
  const actions = maybeTexts(said.ActionNames) ?? []
  const wrong = actions.find((it) => !/^[\w-]+:\w+$/.test(it))
  if (wrong !== undefined)
    throw invalid(
      `ActionNames must name actions with their service and without wildcards, such as iam:CreateUser, not ${wrong}.`,
    )
  return {
    actions,
    resources: saidResources(said),
    policies: saidDocuments('PolicyInputList', maybeTexts(said.PolicyInputList)),
    boundary: saidBoundary(maybeTexts(said.PermissionsBoundaryPolicyInputList)),
    resource: saidResourcePolicy(maybeText(said.ResourcePolicy)),
    caller: saidCaller(said),
    owner: saidOwner(said),
    context: saidContext(said),
    paging: paging(said),
  }
}

/** One page of the results. `who` has the policies; the caller that is said takes its place as the one who asks. */
export async function simulated(
  asked: Asked,
  who: { readonly principal: Principal; readonly identity: readonly Policy[]; readonly boundary?: Policy },
): Promise<Answer> {
  const caller = asked.caller ?? who.principal
  const hasPolicy = asked.resource.resource !== undefined || asked.resource.trust !== undefined
  if (hasPolicy && (caller.kind !== 'user' || caller.arn === ''))
    throw invalid('CallerArn is required with ResourcePolicy: it must be the ARN of an IAM user.')
  const stage: Stage = {
    grants: {
      identity: [...who.identity, ...asked.policies],
      boundary: asked.boundary ?? who.boundary,
      ...asked.resource,
    },
    caller,
    owner: asked.owner ?? caller.account,
    context: asked.context,
  }
  const atOnce = Math.max(1, Math.floor(most / asked.resources.length))
  const maxItems = Math.min(asked.paging.maxItems, atOnce)
  const { items, rest } = await page([asSaid(asked.actions)], { ...asked.paging, maxItems })
  return { EvaluationResults: items.map((action) => resultOf(stage, action, asked.resources)), ...rest }
}
