import { Fault } from '../fault'
import type { Said } from '../operation'
import { invalidArgument, notBuilt } from './faults'

/** Members that ask for what this S3 does not have, with their headers. Kept in silence, each would promise what is not done. */
const asking = new Map([
  ['ServerSideEncryption', 'x-amz-server-side-encryption'],
  ['SSEKMSKeyId', 'x-amz-server-side-encryption-aws-kms-key-id'],
  ['SSEKMSEncryptionContext', 'x-amz-server-side-encryption-context'],
  ['SSECustomerAlgorithm', 'x-amz-server-side-encryption-customer-algorithm'],
  ['SSECustomerKey', 'x-amz-server-side-encryption-customer-key'],
  ['SSECustomerKeyMD5', 'x-amz-server-side-encryption-customer-key-MD5'],
  ['CopySourceSSECustomerAlgorithm', 'x-amz-copy-source-server-side-encryption-customer-algorithm'],
  ['CopySourceSSECustomerKey', 'x-amz-copy-source-server-side-encryption-customer-key'],
  ['CopySourceSSECustomerKeyMD5', 'x-amz-copy-source-server-side-encryption-customer-key-MD5'],
  ['Tagging', 'x-amz-tagging'],
  ['WebsiteRedirectLocation', 'x-amz-website-redirect-location'],
  ['ObjectLockMode', 'x-amz-object-lock-mode'],
  ['ObjectLockRetainUntilDate', 'x-amz-object-lock-retain-until-date'],
  ['ObjectLockLegalHoldStatus', 'x-amz-object-lock-legal-hold'],
  ['WriteOffsetBytes', 'x-amz-write-offset-bytes'],
  ['MFA', 'x-amz-mfa'],
  ['IfMatchLastModifiedTime', 'x-amz-if-match-last-modified-time'],
  ['IfMatchSize', 'x-amz-if-match-size'],
  ['IfMatchInitiatedTime', 'x-amz-if-match-initiated-time'],
])

/** What is asked for only by `true`. */
const flags = new Map([
  ['BucketKeyEnabled', 'x-amz-server-side-encryption-bucket-key-enabled'],
  ['BypassGovernanceRetention', 'x-amz-bypass-governance-retention'],
  ['ObjectLockEnabledForBucket', 'x-amz-bucket-object-lock-enabled'],
])

/** Access is by policies alone, as in AWS's buckets since 2023: these lists change nothing there, all others are refused. */
const harmlessLists = ['private', 'bucket-owner-full-control']

/** Throws for what is asked for and not there. Buckets have no versions: the one version's id is `null`. */
export function refuseNotBuilt(said: Said): void {
  for (const [member, value] of Object.entries(said)) {
    if (value === undefined || value === null) continue
    const header = asking.get(member) ?? (value === true ? flags.get(member) : undefined)
    if (header !== undefined) throw notBuilt(header)
    const listed = member === 'ACL' ? !harmlessLists.includes(String(value)) : member.startsWith('Grant')
    if (listed) throw new Fault('AccessControlListNotSupported', 'The bucket does not allow ACLs')
    if (member === 'StorageClass' && value !== 'STANDARD')
      throw new Fault('InvalidStorageClass', 'The storage class you specified is not valid')
    if (member === 'VersionId' && value !== 'null')
      throw invalidArgument('Invalid version id specified', 'versionId', String(value))
  }
}
