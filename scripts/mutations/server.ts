import { inFile, type Mutation } from '../mutation'

export const serverMutations: readonly Mutation[] = [
  ...inFile(
    'src/server/proof.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/chunked.test.ts',
      'src/server/messages.test.ts',
    ],
    [
      ['a signature is proved', 'if (!answer.proved)', 'if (false)'],
      ['what must be signed is refused unsigned', 'if (unsigned) return', 'if (true) return'],
      [
        'a broken signature never passes as none',
        'if (scope === undefined && !claimsSignature(came))',
        'if (scope === undefined)',
      ],
      ['a header that claims to sign is judged', "headers.has('authorization') || ", ''],
      ['signatures of version 2 are refused by name', "if (dialect === 's3' && isVersionTwo(came))", 'if (false)'],
    ],
  ),
  ...inFile(
    'src/server/app.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/chunked.test.ts',
      'src/server/messages.test.ts',
    ],
    [
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
    ],
  ),
  ...inFile(
    'src/server/lookup.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/chunked.test.ts',
      'src/server/messages.test.ts',
    ],
    [
      ['a key goes with its user', 'key === undefined || user === undefined || ', 'key === undefined || '],
      ["a key's user is the one it was made for", 'return user?.id === id ? user : undefined', 'return user'],
      ['a session of another account is none', 'if (session.account !== account) return undefined', ''],
      [
        "a session's user is the one it was made for",
        ' || key.userId !== session.principalId) return undefined',
        ') return undefined',
      ],
    ],
  ),
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
  ...inFile(
    'src/server/conversation.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/chunked.test.ts',
      'src/server/messages.test.ts',
    ],
    [
      [
        "a pod's token is not recorded",
        "if (service === 'eks-auth') return { clusterName: input.clusterName, token: hidden }",
        "if (service === 'eks-auth') return input",
      ],
    ],
  ),
  ...inFile(
    'src/server/lookup.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/session-ends.test.ts',
    ],
    [
      ['an inactive key is none', " || key.status !== 'Active') return 'unknown-key'", ") return 'unknown-key'"],
      [
        'a session ends with its role',
        'role === undefined || role.id !== session.roleId ? undefined',
        'role === undefined ? undefined',
      ],
      [
        "a user's session ends with the key",
        "if (key === undefined || key.status !== 'Active' || key.userId !== session.principalId) return undefined",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/server/conversation.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/session-ends.test.ts',
      'src/server/record.test.ts',
    ],
    [
      ['the token of an exchange is hidden', 'token: hidden }', 'token: input.token }'],
      [
        'data events are kept apart',
        'isDataEvent(told) ? house.store.dataEvents : house.store.events',
        'house.store.events',
      ],
    ],
  ),
  ...inFile(
    'src/server/hidden.ts',
    ['src/server/hidden.test.ts', 'src/server/app.test.ts'],
    [['secrets are hidden by name too', 'secretNames.has(name.toLowerCase()) ? () => hidden : ', '']],
  ),
  ...inFile(
    'src/server/sweep.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/session-ends.test.ts',
    ],
    [['audit records are kept for their time', 'firstEventId(now - auditRetention)', 'firstEventId(now)']],
  ),
  ...inFile(
    'src/server/record.ts',
    ['src/server/record.test.ts'],
    [['a resource’s name cannot pass for another in an index', ".replace(/\\p{Cc}/gu, '\\ufffd')", '']],
  ),
  ...inFile(
    'src/server/payload.ts',
    ['src/server/payload.test.ts'],
    [
      [
        'DeleteObjects comes with a digest',
        "if (dialect === 's3' && operation === 'DeleteObjects' && !isDigested(headers)) throw undigested()",
        '',
      ],
      ['digests of bodies read whole are checked', "!(dialect === 's3' && isDigested(about))", 'true'],
    ],
  ),
  ...inFile(
    'src/server/orphans.ts',
    ['src/server/orphans.test.ts'],
    [
      ['bytes of an object stay', '(await store.objects.count(whose)) > 0 || ', ''],
      ['bytes of a part stay', ' || (await store.parts.count(whose)) > 0', ''],
      ['bytes that are new stay', 'olderThan = age', 'olderThan = 0'],
      [
        'parts of an upload under way stay',
        "if ((await uploads.count({ by: 'byId', prefix: uploadId })) > 0) continue",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/server/keep-master-key.ts',
    ['src/server/keys.test.ts', 'src/server/keep-master-key.test.ts'],
    [
      [
        'a master key file that lost the key in use is refused',
        'if (ring.key(keyring.current.id) === undefined)',
        'if (false)',
      ],
      [
        'a master key is thrown away only after 36 hours',
        'keyring.all.filter((key) => key.isOver(now()))',
        'keyring.all',
      ],
      [
        'a master key is thrown away only when nothing is sealed with it',
        'for (let count = await reseal(store, keyring, over); count > 0; count = await reseal(store, keyring, over))\n    log.info',
        'for (let count = 0; count > 0; count = await reseal(store, keyring, over))\n    log.info',
      ],
    ],
  ),
  ...inFile(
    'src/server/rotate.ts',
    ['src/server/keys.test.ts', 'src/server/keep-master-key.test.ts'],
    [
      [
        'rotate refuses a store of another master key',
        'if (store !== undefined) await mustBelongTogether(store, readMasterKey(file))',
        '',
      ],
    ],
  ),
  ...inFile(
    'src/server/reseal.ts',
    ['src/server/keys.test.ts', 'src/server/keep-master-key.test.ts'],
    [
      [
        'sealing anew does not undo a change',
        '(it.sealedSecret === from ? { ...it, sealedSecret: to } : it)',
        '({ ...it, sealedSecret: to })',
      ],
    ],
  ),
  ...inFile(
    'src/server/app.ts',
    [
      'src/server/app.test.ts',
      'src/server/exchange.test.ts',
      'src/server/refusals.test.ts',
      'src/server/session-ends.test.ts',
    ],
    [
      ['every need is demanded', 'for (const one of needs) await parts.demand(one)', ''],
      ['nothing leaves without its record', 'await writeRecord(house, model, told)', ''],
    ],
  ),
  ...inFile(
    'src/server/payload.ts',
    ['src/server/chunked.test.ts', 'src/server/app.test.ts'],
    [
      [
        'a body in chunks is checked to its end',
        'if (bytes === undefined) return payloadStream(body.stream(), payload, headers)',
        'if (bytes === undefined) return body.stream()',
      ],
    ],
  ),
]
