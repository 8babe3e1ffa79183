import { inFile, type Mutation } from './mutation'

const pipeline = [
  'src/server/app.test.ts',
  'src/server/exchange.test.ts',
  'src/server/refusals.test.ts',
  'src/server/chunked.test.ts',
  'src/server/messages.test.ts',
]

/** The checks on the road of a request: `src/server`, and those of `src/wire` that keep harm out. */
export const pipelineMutations: readonly Mutation[] = [
  ...inFile('src/server/proof.ts', pipeline, [
    ['a signature is proved', 'if (!answer.proved)', 'if (false)'],
    ['what must be signed is refused unsigned', 'if (unsigned) return', 'if (true) return'],
    [
      'a broken signature never passes as none',
      'if (scope === undefined && !claimsSignature(came))',
      'if (scope === undefined)',
    ],
    ['a header that claims to sign is judged', "headers.has('authorization') || ", ''],
    ['signatures of version 2 are refused by name', "if (dialect === 's3' && isVersionTwo(came))", 'if (false)'],
  ]),
  ...inFile('src/server/app.ts', pipeline, [
    ['one need is demanded', "if ('action' in needs) return parts.demand(needs)", "if ('action' in needs) return"],
    ['only what the model says may come unsigned', "model.operations[operation]?.authtype === 'none'", 'true'],
    [
      'what breaks the model is refused',
      'if (decoded.fault !== undefined) throw new Refused(decoded.fault)',
      'if (decoded.fault !== undefined) return {}',
    ],
    [
      'a body has a largest size',
      'if (bytes === undefined) throw tooLarge(dialect)\n  return bytes',
      'return bytes ?? new Uint8Array()',
    ],
    [
      'our own trouble is not told',
      'told.fault = gone ?',
      "told.fault = ours ? { code: 'InternalFailure', message: String(error), status: 500 } : gone ?",
    ],
    ['objects run nothing in a browser', "response.headers.set('content-security-policy', 'sandbox')", ''],
    ['objects are what their type says', "response.headers.set('x-content-type-options', 'nosniff')", ''],
  ]),
  ...inFile('src/server/payload.ts', pipeline, [
    [
      'a body in chunks is checked to its end',
      'if (bytes === undefined) return payloadStream(body.stream(), payload, headers)',
      'if (bytes === undefined) return body.stream()',
    ],
  ]),
  ...inFile('src/server/lookup.ts', pipeline, [
    ['a key goes with its user', 'key === undefined || user === undefined || ', 'key === undefined || '],
    ["a key's user is the one it was made for", 'return user?.id === id ? user : undefined', 'return user'],
    ['a session of another account is none', 'if (session.account !== account) return undefined', ''],
    [
      "a session's user is the one it was made for",
      ' || key.userId !== session.principalId) return undefined',
      ') return undefined',
    ],
  ]),
  ...inFile(
    'src/server/hidden.ts',
    ['src/server/hidden.test.ts'],
    [
      ['what the model calls secret is hidden', 'if (shape.sensitive) return () => hidden', ''],
      [
        'what is secret by its name is hidden',
        'return secretNames.has(name.toLowerCase()) ? () => hidden : of(member.shape)',
        'return of(member.shape)',
      ],
      ['bodies are not recorded', "if (shape.streaming || shape.type === 'blob') return () => undefined", ''],
      [
        'what no model knows is not recorded',
        'if (how !== undefined && it !== undefined) shown[how.name]',
        'if (it !== undefined) shown[how?.name ?? name]',
      ],
    ],
  ),
  ...inFile('src/server/conversation.ts', pipeline, [
    [
      "a pod's token is not recorded",
      "if (service === 'eks-auth') return { clusterName: input.clusterName, token: hidden }",
      "if (service === 'eks-auth') return input",
    ],
  ]),
  ...inFile(
    'src/wire/constraints.ts',
    ['src/wire/violations.test.ts', 'src/wire/cases.test.ts'],
    [
      ['a secret is not repeated', 'value: hidden ? undefined : shown(value)', 'value: shown(value)'],
      ['what is required is there', 'else if (member.required) {', 'else if (false) {'],
      ['what is too short is refused', 'if (min !== undefined && size < min)', 'if (false)'],
      ['what is too long is refused', 'if (max !== undefined && size > max)', 'if (false)'],
      ['what does not match is refused', '!pattern.whole.test(value)))', 'false))'],
      ['what is not of the list is refused', '!wording.openEnums.has(shape.name) && !allowed.has(value)', 'false'],
      [
        'the parts of lists and maps are checked',
        'if (!values.some((value) => broken(shape, value, walk.wording).length > 0)) return',
        'return',
      ],
    ],
  ),
  ...inFile(
    'src/wire/xml-read.ts',
    ['src/wire/cases.test.ts', 'src/wire/hostile.test.ts'],
    [['a document defines no entities', 'if (/<!(?!--|\\[CDATA\\[)/.test(text)) throw malformed()', '']],
  ),
  ...inFile(
    'src/wire/s3.ts',
    ['src/wire/cases.test.ts'],
    [
      [
        'who means a part of a bucket gets nothing else',
        'if (known !== true) return notImplemented',
        'if (false) return notImplemented',
      ],
      [
        'a copy is not taken for a body',
        "if (headers.has('x-amz-copy-source') && operation?.name !== 'CopyObject' && method === 'PUT')",
        'if (false)',
      ],
    ],
  ),
]
