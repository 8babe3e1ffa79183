import { Fault } from '../fault'
import { operation } from '../operation'
import { maybeFlag, maybeList, structure, text } from '../said'
import { onObject } from './access'
import { bucketNamed } from './buckets'
import { removeObject } from './delete-object'

const most = 1_000

/** Deletes up to 1,000 objects, each by its own permission. */
export const deleteObjects = operation({
  service: 's3',
  name: 'DeleteObjects',
  input: ({ Bucket, Delete }) => {
    const { Objects, Quiet } = structure(Delete)
    return {
      bucket: text(Bucket),
      keys: (maybeList(Objects) ?? []).map((it) => text(structure(it).Key)),
      quiet: maybeFlag(Quiet) ?? false,
    }
  },
  need: () => ({ anyone: 'Each object is decided by itself; who may delete none is told so for each.' }),
  about: ({ bucket }) => [{ type: 'AWS::S3::Bucket', name: `arn:aws:s3:::${bucket}` }],
  async handle({ bucket, keys, quiet }, parts) {
    if (parts.caller.principal.kind === 'anonymous' && (await parts.store.buckets.get(bucket))?.policy === undefined)
      throw new Fault('AccessDenied', 'Access Denied')
    await bucketNamed(parts.store, bucket)
    if (keys.length === 0 || keys.length > most)
      throw new Fault(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
      )
    const deleted: unknown[] = []
    const errors: unknown[] = []
    for (const Key of keys) {
      const decision = await parts.decide(await onObject('s3:DeleteObject', bucket, Key, parts))
      if (decision.result === 'Allow') {
        await removeObject(bucket, Key, parts)
        deleted.push({ Key })
      } else errors.push({ Key, Code: 'AccessDenied', Message: 'Access Denied' })
    }
    return { Deleted: quiet ? [] : deleted, Errors: errors }
  },
})
