import { describe, expect, test } from 'bun:test'
import { verdictOf, why } from './verdict'

describe('a verdict', () => {
  test('of one resource: its statements, and what is missing', () => {
    const verdict = verdictOf({
      EvalActionName: 's3:GetObject',
      EvalResourceName: 'arn:aws:s3:::a/x',
      EvalDecision: 'allowed',
      MatchedStatements: [
        { SourcePolicyId: 'role_r_p', StartPosition: { Line: 3, Column: 17 }, EndPosition: { Line: 8, Column: 6 } },
      ],
      MissingContextValues: [],
      ResourceSpecificResults: [
        {
          EvalResourceName: 'arn:aws:s3:::a/x',
          EvalResourceDecision: 'allowed',
          MissingContextValues: ['aws:SourceIp'],
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
        },
      ],
    })
    expect(verdict).toEqual({
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::a/x',
      decision: 'allowed',
      deciding: [{ source: 'role_r_p', line: 3, column: 17 }],
      missing: ['aws:SourceIp'],
      boundaryAllows: true,
    })
    expect(why(verdict)).toBe('A statement allows it.')
  })

  test('what is not known is not allowed', () => {
    expect(verdictOf({ EvalActionName: 'a:b', EvalDecision: undefined }).decision).toBe('implicitDeny')
  })

  test('why not', () => {
    const asked = { EvalActionName: 'a:b', EvalDecision: 'implicitDeny' as const }
    expect(why(verdictOf(asked))).toBe('No statement allows it.')
    expect(why(verdictOf({ ...asked, MissingContextValues: ['x:y'] }))).toContain('ask for more')
    const bounded = { ...asked, PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } }
    expect(why(verdictOf(bounded))).toBe('The permissions boundary does not allow it.')
    expect(why(verdictOf({ ...asked, EvalDecision: 'explicitDeny' }))).toContain('denies it')
  })
})
