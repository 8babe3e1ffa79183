/** policy: May this be done? Documents and questions in, decisions with their reasons out. Pure: no clock, no store, no package. */
export type { Decision, Finding, PolicyKind } from './decision'
export type { Context, Principal, Question } from './question'
// To come (policy's builder):
//   compile(text: string, source: string): Policy | PolicyFault     bounded cache by content; PolicyFault = { fault: string (AWS's message) , line, column }
//   validate(text, kind: 'identity' | 'trust' | 'bucket' | 'session'): PolicyFault | undefined   AWS's MalformedPolicyDocument messages
//   evaluate(question: Question, grants: Grants): Decision
//   interface Grants { identity: readonly Policy[]; resource?: Policy; trust?: Policy; boundary?: Policy; session?: readonly Policy[] }
//   principalsOf(policy)  who a trust policy names
