import { inFile, type Mutation } from '../mutation'

export const cloudtrailMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/cloudtrail/lookup-events.ts',
    ['src/services/cloudtrail'],
    [
      [
        'audit records are shown to who may',
        "need: () => ({ action: 'cloudtrail:LookupEvents', resource: '*' }),",
        "need: () => ({ anyone: 'mutated' }),",
      ],
    ],
  ),
  ...inFile(
    'src/services/cloudtrail/next-token.ts',
    ['src/services/cloudtrail'],
    [
      ['a token of records names one', '!form.test(last) || ', ''],
      ['a token of records is good for its query alone', ' || writeToken(query, last) !== token', ''],
    ],
  ),
  ...inFile(
    'src/services/cloudtrail/attributes.ts',
    ['src/services/cloudtrail'],
    [
      [
        'one attribute a query',
        "if (more.length > 0) throw invalidAttributes('Specify one",
        "if (false) throw invalidAttributes('Specify one",
      ],
    ],
  ),
]
