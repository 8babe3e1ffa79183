/** domain: What is true? The things podid speaks of and the rules that hold between them. Pure: given the world, never reaching for it. */

export { type Addon, type AddonStatus, addonKey, type ToldAddonStatus, told } from './addon'
export { type Arn, parseArn, roleArn, roleNameOf, sessionArn, userArn } from './arn'
export { type Association, associationKey, externalIdOf, isNamespace, isSubdomain } from './association'
export {
  type Activation,
  type Cluster,
  type ClusterKey,
  type ClusterKind,
  isClusterName,
  issuersOf,
  keyAfterlife,
  keysInForce,
  publishing,
} from './cluster'
export type { AuditEvent } from './event'
export type { AccessKey, Identity, InlinePolicy, ManagedPolicy, OidcProvider, Role, User } from './iam'
export { type Given, podSession, podSessionName, podTags, targetSession } from './pod-session'
export { Secret } from './secret'
export type { Credentials, Session } from './session'
export type { Subject } from './subject'
export type { Tag } from './tag'
export { ended, type Update, type UpdateStatus } from './update'
