import { inFile, type Mutation } from '../mutation'

export const signaturesMutations: readonly Mutation[] = [
  ...inFile(
    'src/signatures/claim.ts',
    ['src/signatures/sigv4.test.ts', 'src/signatures/sigv4-order.test.ts'],
    [
      ['header and query do not both sign', 'if (header !== null && inQuery)', 'if (false)'],
      ['the mechanism in the header is ours', 'if (!header.startsWith(`${algorithm} `))', 'if (false)'],
      ['the mechanism in the query is ours', 'if (given !== undefined && given !== algorithm)', 'if (false)'],
      ['no part of the header is given twice', 'if (at < 1 || parts.has(name))', 'if (at < 1)'],
      ['no signing parameter is given twice', 'found.has(name) || at < 0 ? undefined', 'at < 0 ? undefined'],
      ['a presigned request lasts a second at least', 'if (seconds < 1)', 'if (false)'],
      ['a presigned request lasts a week at most', 'if (seconds > longest)', 'if (false)'],
      ['a lifetime is a number', 'if (!/^\\d{1,10}$/.test(text))', 'if (false)'],
      ['a signature is 64 digits', 'if (!/^[0-9a-f]{64}$/.test(said.signature))', 'if (false)'],
      ['a date is one', 'if (signedAt === undefined)', 'if (false)'],
      ['a scope has five parts', '([^/]+)$/', '(.+)$/'],
      ['a scope has a day and plain names', '(\\d{8})', '([^/]+)'],
      [
        'signed headers are plain names',
        "if (!/^[a-z0-9!#$%&'*+.^_`|~-]+(?:;[a-z0-9!#$%&'*+.^_`|~-]+)*$/.test(said.signedHeaders))",
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/signatures/claim-checks.ts',
    ['src/signatures/sigv4.test.ts', 'src/signatures/sigv4-order.test.ts'],
    [
      ['what names the operation is signed', "['x-amz-target']", '[]'],
      ['S3 has a quarter of an hour, the others five minutes', "claim.service === 's3' ? 15 : 5", '15'],
      ['a presigned request of S3 has an end', "if (presigned && claim.service === 's3')", 'if (false)'],
    ],
  ),
  ...inFile(
    'src/signatures/sigv4.ts',
    ['src/signatures/sigv4.test.ts', 'src/signatures/sigv4-order.test.ts'],
    [
      ['another key than was asked for is never taken', 'if (key.accessKeyId !== claim.accessKeyId)', 'if (false)'],
      ['the scope counts for every service', '(timely() ?? scoped())', 'timely()'],
      ['the moment counts for S3', '(scoped() ?? timely())', 'scoped()'],
      [
        'the whole scope is signed',
        'const scope = `${claim.date}/${claim.region}/',
        'const scope = `${claim.date}/us-east-1/',
      ],
      ['only the signature is left out of a presigned query', "claim.presigned ? 'X-Amz-Signature' : undefined", "'x'"],
      ['a mismatch keeps the session token to itself', '/^(x-amz-security-token|', '/^(x-none|'],
      ['a mismatch keeps the session token of a query to itself', '(X-Amz-Security-Token=)', '(X-None=)'],
    ],
  ),
  ...inFile(
    'src/signatures/canonical.ts',
    ['src/signatures/sigv4-random.test.ts'],
    [
      ['parameters are in order', 'pairs.sort((', '[...pairs].sort(('],
      ['the values of parameters are signed', '`${name}=${value}`).join(', '`${name}=`).join('],
      [
        'paths are encoded twice',
        "else if (segment !== '' && segment !== '.') kept.push(encoded(segment))",
        "else if (segment !== '' && segment !== '.') kept.push(segment)",
      ],
    ],
  ),
  ...inFile(
    'src/signatures/payload-binding.ts',
    ['src/signatures/sigv4.test.ts', 'src/signatures/sigv4-order.test.ts'],
    [
      ['a digest that is not signed does not count', ' && isNamed(claim) ? said : actual', ' ? said : actual'],
      [
        'the digest is that of the body',
        'return bound(hash, hash === actual, actual)',
        'return bound(hash, true, actual)',
      ],
      [
        "the digest is that of an object's body",
        'return bound(said, said === actual, said)',
        'return bound(said, true, said)',
      ],
      ['S3 says how the body is bound', 'if (said === undefined)', 'if (false)'],
      ['only S3 takes unsigned bodies', "if (claim.service === 's3') return bindObject", 'if (true) return bindObject'],
      ['a presigned request has no chunks', 'if (!claim.presigned) {', 'if (true) {'],
    ],
  ),
  ...inFile(
    'src/signatures/body-checks.ts',
    ['src/signatures/payload-stream.test.ts', 'src/signatures/payload-random.test.ts'],
    [
      ['the signed digest is that of the stream', "if (hasher.digest('hex') !== sha256)", 'if (false)'],
      ['checksums agree', 'if (running.digest() !== said(trailers))', 'if (false)'],
      ['Content-MD5 is a digest', "if (bytes.length !== length || bytes.toString('base64') !== text)", 'if (false)'],
      ['announced checksums are checked', "if (announced.split(',').some((it) => it.trim() === name))", 'if (false)'],
    ],
  ),
  ...inFile(
    'src/signatures/payload-stream.ts',
    ['src/signatures/payload-stream.test.ts', 'src/signatures/payload-random.test.ts'],
    [
      ['the length is what was said', '|| Number(said) !== size)', ')'],
      ['trailers are those announced', 'if (!same)', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/signatures/chunk-signature.ts',
    ['src/signatures/payload-stream.test.ts', 'src/signatures/payload-random.test.ts'],
    [
      ['each chunk is signed', '!timingSafeEqual(own, given)', 'false'],
      ['each signature is over the one before it', 'before = signature', 'before = seed'],
      ['trailers are signed', "expect('TRAILER', sha256Hex(text), signature)", ''],
    ],
  ),
  ...inFile(
    'src/signatures/chunk-decoder.ts',
    ['src/signatures/payload-stream.test.ts', 'src/signatures/payload-random.test.ts'],
    [
      ['nothing comes after the end', "if (state === 'done') throw badTrailer()", "if (state === 'done') break"],
      [
        'a chunk of a signed body has a signature',
        ' || (signature !== undefined) !== signed) throw badHead()',
        ') throw badHead()',
      ],
      ['no trailer comes twice', ' || trailers.has(name) || ', ' || '],
      [
        'a signed trailer has a signature',
        'if (signature === undefined) throw badTrailer()\n  signatures',
        'if (signature === undefined) return\n  signatures',
      ],
      ['the body comes to its end', 'if (!isOver(state, line, trailers)) throw incomplete()', ''],
      ['a chunk ends where it said', "if (text !== '') throw incomplete()", ''],
      [
        'heads have a longest length',
        "if (state !== 'trailers' && line.length + piece.length > longestHead) throw badHead()",
        '',
      ],
      ['trailers have a longest length', 'if (trailerBytes > longestTrailers) throw badTrailer()', ''],
      ['a chunk has a largest size', 'size > largestChunk || ', ''],
      ['an unsigned body has no signature of its trailer', 'if (signature !== undefined) throw badTrailer()', ''],
    ],
  ),
  ...inFile(
    'src/signatures/signing-key.ts',
    ['src/signatures/sigv4.test.ts', 'src/signatures/sigv4-order.test.ts'],
    [
      [
        'a new secret is never met by an old key',
        'hmacHex(secret.reveal(), `${date}/${region}/${service}`)',
        '`${date}/${region}/${service}`',
      ],
    ],
  ),
  ...inFile(
    'src/signatures/strict-json.ts',
    ['src/signatures/tokens.test.ts'],
    [
      ['no member is named twice', 'if (names?.has(name)) return true', ''],
      ['text is UTF-8', '{ fatal: true, ignoreBOM: true }', '{ fatal: false, ignoreBOM: true }'],
    ],
  ),
  ...inFile(
    'src/signatures/compact-token.ts',
    ['src/signatures/tokens.test.ts', 'src/signatures/proved-again.test.ts'],
    [
      ['b64 is refused', "if (Object.hasOwn(read.header, 'b64'))", 'if (false)'],
      ['the type is readable', "if (typ !== undefined && typeof typ !== 'string')", 'if (false)'],
      ['a shared kid stands for no key', "if (key === 'ambiguous')", "if (key === ('none' as never))"],
      ['a token has a longest length', ' && token.length <= longest', ''],
      ['a proof counts for the keys that proved it', 'if (before?.keys === keys)', 'if (before !== undefined)'],
      [
        'base64url is canonical',
        "return decoded.toString('base64url') === segment ? decoded : undefined",
        'return decoded',
      ],
      [
        'the algorithm is on the list',
        "new Set(['RS256', 'ES256', 'ES384', 'EdDSA'])",
        "new Set(['RS256', 'ES256', 'ES384', 'EdDSA', 'none', 'HS256', 'PS256', 'RS384', 'RS512', 'ES512'])",
      ],
      [
        'crit is refused',
        "if (Object.hasOwn(read.header, 'crit'))",
        "if (Object.hasOwn(read.header, 'no-such-member'))",
      ],
      [
        'kid names the key',
        'const key = keys.byKid.get(kid)',
        'const key = keys.byKid.get(kid) ?? [...keys.byKid.values()][0]',
      ],
      ["the algorithm is the key's own", 'if (alg !== key.algorithm)', 'if (false)'],
      ['the signature is valid', 'if (!isSignedBy(read, key))', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/signatures/trusted-keys.ts',
    ['src/signatures/tokens.test.ts'],
    [
      ['two keys of one kid are none', "byKid.set(kid, 'ambiguous')", '{}'],
      [
        "a key's own algorithm is the one it is used with",
        'if (alg !== undefined && alg !== kind.algorithm && !(',
        'if (false && !(',
      ],
      ['a key is for signatures', "if (use !== undefined && use !== 'sig') return undefined", ''],
      [
        'a key is for verifying',
        "if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return undefined",
        '',
      ],
      ['RSA keys are strong', 'modulusLength >= 2_048 && ', ''],
      ['RSA keys do not keep us busy', 'modulusLength <= 8_192 && ', ''],
    ],
  ),
  ...inFile(
    'src/signatures/token-claims.ts',
    ['src/signatures/tokens.test.ts', 'src/signatures/web-token.test.ts'],
    [
      [
        'the subject is a text',
        "if (typeof subject !== 'string' || subject === '' || subject.length > 255",
        'if (false',
      ],
      [
        'the issuer',
        "typeof issuer !== 'string' || issuer === '' || !trust.issuers.includes(issuer)",
        "typeof issuer !== 'string' || issuer === ''",
      ],
      ['the audience', 'if (!audience?.some((it) => trust.audiences.includes(it)))', 'if (audience === undefined)'],
      ['exp must be there', 'if (!isMoment(expiry)) return', 'if (!isMoment(expiry) && expiry !== undefined) return'],
      ['the token has not expired', 'if (now >= expiry * 1000)', 'if (false)'],
      ['nbf and iat', 'if (now < (moment - leeway) * 1000)', 'if (false)'],
    ],
  ),
  ...inFile(
    'src/signatures/pod-token.ts',
    ['src/signatures/tokens.test.ts'],
    [
      [
        'the namespace and the account are readable',
        'if (!isName(namespace, 63) || account === undefined)',
        'if (account === undefined)',
      ],
      ['the node is readable', "if (node === 'unreadable') return", "if (node === ('no' as never)) return"],
      ['sub and claims agree', 'if (subject !== `system:serviceaccount:${namespace}:${account.name}`)', 'if (false)'],
      ['the token is bound to a pod', "if (member(said, 'pod') === undefined) return notAPod", ''],
      [
        'a pod has a name and a uid',
        "if (pod === undefined) return { refused: 'claims', message: 'The token names its pod in an unreadable way.' }",
        "if (pod === undefined) return { subject: { namespace, serviceAccount: account.name, serviceAccountUid: account.uid, pod: { name: '', uid: '' }, expiresAt } }",
      ],
    ],
  ),
  ...inFile(
    'src/signatures/keyring.ts',
    ['src/signatures/session-token.test.ts', 'src/signatures/keyring.test.ts'],
    [
      [
        'what is sealed is opened for its purpose only',
        'master.derive(`seal/${purpose}`, salt, 44)',
        'master.derive(`seal/`, salt, 44)',
      ],
    ],
  ),
  ...inFile(
    'src/signatures/session-token.ts',
    ['src/signatures/session-token.test.ts', 'src/signatures/keyring.test.ts'],
    [
      [
        'a session token is bound to its access key id',
        "createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })\n    .setAAD(Buffer.concat([head, Buffer.from(accessKeyId)]))",
        "createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })\n    .setAAD(Buffer.concat([head, Buffer.from(accessKeyId).fill(65)]))",
      ],
      ['a session ends', "if (now >= known.session.expiresAt) return 'expired-token'", ''],
      ['a kept session is bound to its access key id', 'before?.known.accessKeyId === accessKeyId && ', ''],
      [
        'a kept session ends with the key that opened it',
        'const isKept = before?.known.accessKeyId === accessKeyId && keyring.key(before.master.id) === before.master',
        'const isKept = before?.known.accessKeyId === accessKeyId',
      ],
      [
        'a session token is sealed',
        'if (packed === undefined) return undefined',
        "if (packed === undefined) throw new Error('opened')",
      ],
      [
        'a retired master key opens no session after 36 hours',
        "  if (master.isOver(now)) return 'invalid-token'\n",
        '',
      ],
      ['a session token has one spelling', " || token.toString('base64') !== sessionToken", ''],
    ],
  ),
  ...inFile(
    'src/signatures/sigv4.ts',
    ['src/signatures/sigv4.test.ts'],
    [
      [
        'the signature matches',
        'if (!timingSafeEqual(hmac(signing, toSign(claim.time, scope, canonical)), signature)) continue',
        '',
      ],
      ['the body is the one that was signed', 'if (binding.bodyDiffers !== undefined) return', 'if (false) return'],
      [
        'temporary keys come with their token',
        'if ((key.session === undefined) !== (claim.sessionToken === undefined))',
        'if (false)',
      ],
      ['what needs no key is in order', 'if (early !== undefined) return early', ''],
    ],
  ),
  ...inFile(
    'src/signatures/claim-checks.ts',
    ['src/signatures/sigv4.test.ts'],
    [
      ['the scope ends in aws4_request', "terminator === 'aws4_request'\n      ? ''", "true\n      ? ''"],
      ['the scope names a service of ours', "services.includes(service) ? ''", "true ? ''"],
      ['the scope is of the day', "date === day\n      ? ''", "true\n      ? ''"],
      ['the host is signed', "if (!names.includes('host'))", 'if (false)'],
      ['S3 headers are signed', 'if (loose.length === 0) return undefined', 'if (loose.length >= 0) return undefined'],
      ['a signature is not from the future', 'if (signedAt > now + window)', 'if (false)'],
      ['a presigned request ends', 'if (now <= end) return undefined', 'return undefined'],
      [
        'a request is replayed within its window only',
        'if (signedAt >= now - window) return undefined',
        'return undefined',
      ],
    ],
  ),
  ...inFile(
    'src/signatures/keyring-text.ts',
    ['src/signatures/keyring.test.ts'],
    [['a key of the ring has 32 bytes', "if (Buffer.from(key, 'base64').length !== 32)", 'if (false)']],
  ),
]
