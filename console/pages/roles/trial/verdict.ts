import type { EvaluationResult, Statement } from '@aws-sdk/client-iam'

/** What a simulation answers for one action. */
export interface Verdict {
  readonly action: string
  readonly resource: string
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** The statements that decided, by the policies they stand in. */
  readonly deciding: readonly Deciding[]
  /** Condition keys that policies ask for and the question did not have. */
  readonly missing: readonly string[]
  /** Absent without a boundary. */
  readonly boundaryAllows: boolean | undefined
}

export interface Deciding {
  readonly source: string
  readonly line: number
  readonly column: number
}

export function verdictOf(result: EvaluationResult): Verdict {
  const [specific] = result.ResourceSpecificResults ?? []
  const said = result.EvalDecision
  const boundary = result.PermissionsBoundaryDecisionDetail ?? specific?.PermissionsBoundaryDecisionDetail
  const missing = new Set([...(result.MissingContextValues ?? []), ...(specific?.MissingContextValues ?? [])])
  return {
    action: result.EvalActionName ?? '',
    resource: result.EvalResourceName ?? '*',
    // What is not known to be allowed is not said to be.
    decision: said === 'allowed' || said === 'explicitDeny' ? said : 'implicitDeny',
    deciding: (result.MatchedStatements ?? []).flatMap(placed),
    missing: [...missing],
    boundaryAllows: boundary?.AllowedByPermissionsBoundary,
  }
}

function placed({ SourcePolicyId, StartPosition }: Statement): readonly Deciding[] {
  if (SourcePolicyId === undefined || StartPosition === undefined) return []
  return [{ source: SourcePolicyId, line: StartPosition.Line ?? 0, column: StartPosition.Column ?? 0 }]
}

/** Why, in a sentence. */
export function why({ decision, deciding, missing, boundaryAllows }: Verdict): string {
  if (decision === 'allowed') return deciding.length === 0 ? 'It is allowed.' : 'A statement allows it.'
  if (decision === 'explicitDeny') return 'A statement denies it, whatever allows it.'
  if (boundaryAllows === false) return 'The permissions boundary does not allow it.'
  return missing.length === 0
    ? 'No statement allows it.'
    : 'No statement allows it, as far as the question goes: some conditions ask for more.'
}
