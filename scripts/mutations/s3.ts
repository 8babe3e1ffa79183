import { inFile, type Mutation } from '../mutation'

export const s3Mutations: readonly Mutation[] = [
  ...inFile(
    'src/services/s3/places.ts',
    ['src/services/s3'],
    [
      [
        'a bucket belongs to whom the sender expects',
        'if (owner !== undefined && owner !== account) throw',
        'if (false) throw',
      ],
      ['a key has a longest length', 'if (size > longestKey)', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/services/s3/needs.ts',
    ['src/services/s3'],
    [
      [
        'a bucket’s policy counts',
        'resourcePolicy: policy === undefined ? undefined : { text: policy, source },',
        'resourcePolicy: undefined,',
      ],
      [
        'the root is not locked out of a policy',
        "return kind === 'account' && account === facts.account ? { ...need, resourcePolicy: undefined } : need",
        'return need',
      ],
      ['who may not list learns nothing', "await parts.demand(await onBucket('s3:ListBucket', place, parts))", ''],
    ],
  ),
  ...inFile(
    'src/services/s3/delete-objects.ts',
    ['src/services/s3'],
    [
      [
        'each key of many is decided on',
        "return decision.result === 'Allow' ? undefined : accessDenied('s3', parts.caller, need, decision, parts)",
        'return undefined',
      ],
    ],
  ),
  ...inFile(
    'src/services/s3/copy-object.ts',
    ['src/services/s3'],
    [['who copies may read', 'return [await onObject(reads, input.from, facts), await', 'return [await']],
  ),
  ...inFile(
    'src/services/s3/uploads.ts',
    ['src/services/s3'],
    [
      [
        'an upload is found under its own key alone',
        'await uploads.get(uploadKey(place))',
        "(await uploads.list({ by: 'byId', prefix: place.uploadId }))[0]",
      ],
    ],
  ),
  ...inFile(
    'src/services/s3/not-built.ts',
    ['src/services/s3'],
    [
      ['what is not built is not passed over', 'if (header !== undefined) throw notBuilt(header)', ''],
      ['access control lists are refused', 'if (listed) throw new Fault', 'if (false) throw new Fault'],
    ],
  ),
  ...inFile(
    'src/services/s3/reading.ts',
    ['src/services/s3'],
    [
      [
        'nobody chooses headers for nobody',
        "if (caller.principal.kind === 'anonymous' && Object.keys(asked.instead).length > 0)",
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/services/s3/bucket-policies.ts',
    ['src/services/s3'],
    [
      [
        'a policy speaks of its own bucket',
        'if (resource !== arn && !resource.startsWith(`${arn}/`)) throw',
        'if (false) throw',
      ],
    ],
  ),
  ...inFile(
    'src/services/s3/conditions.ts',
    ['src/services/s3'],
    [
      [
        'an object is replaced only when it is the one that was meant',
        "if (!matches(match, current.etag)) throw preconditionFailed('If-Match')",
        '',
      ],
      [
        'an object is made only where none is',
        "if (current !== undefined) throw preconditionFailed('If-None-Match')",
        '',
      ],
    ],
  ),
]
