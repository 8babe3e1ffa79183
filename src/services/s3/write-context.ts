import type { Need, Said } from '../operation'
import { maybeText } from '../said'

/** Condition keys of requests that write an object: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export function conditionContext(said: Said): NonNullable<Need['context']> {
  return {
    's3:x-amz-acl': maybeText(said.ACL),
    's3:x-amz-storage-class': maybeText(said.StorageClass),
    's3:if-match': maybeText(said.IfMatch),
    's3:if-none-match': maybeText(said.IfNoneMatch),
    's3:x-amz-copy-source': maybeText(said.CopySource),
    's3:x-amz-metadata-directive': maybeText(said.MetadataDirective),
  }
}
