import { inFile, type Mutation } from '../mutation'

export const accessMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/request-context.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/session-ends.test.ts',
    ],
    [
      [
        'sessions can be revoked by when they were issued',
        "put('aws:tokenissuetime', `${new Date(session.issuedAt).toISOString().slice(0, 19)}Z`)",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/encoded-reason.ts',
    ['src/services/encoded-reason.test.ts'],
    [
      ['a reason is bound to its account', 'authorization-message/${account}', 'authorization-message/'],
      [
        'a reason is sealed for its purpose alone',
        'keyring.open(purpose(account), encoded)',
        "keyring.open(encoded.length < 100 ? 'access-key' : purpose(account), encoded)",
      ],
      ['a reason opens to no more than it can hold', ', { maxOutputLength: largest }', ''],
      ['a reason fits into a header', 'if (sealed.length <= longest) return sealed', 'return sealed'],
      ['who has not signed is told no reason', "if (caller.principal.kind === 'anonymous') return undefined", ''],
    ],
  ),
]
