import { missingKeys } from '../../../policy'
import type { Answer } from '../../operation'
import { type Outcome, outcomeOf } from './outcome'
import type { Stage } from './stage'

/** One action on all resources, as AWS tells it: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html */
export function resultOf(stage: Stage, action: string, resources: readonly string[]): Answer {
  const { identity, boundary, resource, trust } = stage.grants
  // As AWS, of all statements, also those that speak of other actions.
  const policies = [...identity, boundary, resource, trust].filter((it) => it !== undefined)
  const missing = missingKeys(policies, stage.context)
  const outcomes = resources.map((resource) => outcomeOf(stage, action, resource))
  const [first] = outcomes
  if (first === undefined) throw new RangeError('A simulation needs a resource.')
  const only = outcomes.length === 1
  const everything = only && first.resource === '*'
  return {
    EvalActionName: action,
    EvalResourceName: only ? first.resource : '*',
    EvalDecision: together(outcomes),
    MatchedStatements: only ? first.matched : [],
    MissingContextValues: everything ? missing : [],
    PermissionsBoundaryDecisionDetail: boundaryDetail(
      boundary && outcomes.every(({ boundaryAllows }) => boundaryAllows === true),
    ),
    EvalDecisionDetails: everything ? undefined : only ? (first.sides ?? {}) : {},
    ResourceSpecificResults: everything ? undefined : outcomes.map((it) => specific(it, missing)),
  }
}

function specific({ resource, decision, matched, sides, boundaryAllows }: Outcome, missing: readonly string[]): Answer {
  return {
    EvalResourceName: resource,
    EvalResourceDecision: decision,
    MatchedStatements: matched,
    MissingContextValues: missing,
    EvalDecisionDetails: sides,
    PermissionsBoundaryDecisionDetail: boundaryDetail(boundaryAllows),
  }
}

function boundaryDetail(allows: boolean | undefined): Answer | undefined {
  return allows === undefined ? undefined : { AllowedByPermissionsBoundary: allows }
}

/** An action is allowed on several resources when it is on each. */
function together(outcomes: readonly Outcome[]): Outcome['decision'] {
  const decisions = outcomes.map(({ decision }) => decision)
  if (decisions.includes('explicitDeny')) return 'explicitDeny'
  return decisions.includes('implicitDeny') ? 'implicitDeny' : 'allowed'
}
