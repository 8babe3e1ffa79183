/** services: What does each operation do? One operation, one file; each is a value with its name, its input, its need and its deed. */
export { type Authorizer, accessDenied, authorizer, type KnownCaller, type RequestContext } from './access'
export { signingKeyPurpose } from './eks'
export { encodedReason, reasonHeader } from './encoded-reason'
export { Fault } from './fault'
export { createAdministrator } from './iam'
export type {
  Answer,
  Anyone,
  Caller,
  Limits,
  Need,
  Operation,
  Parts,
  Revisions,
  Said,
  ServiceName,
} from './operation'
export { operations } from './operations'
export { giveUpUnattended } from './podid'
