import { inFile, type Mutation } from '../mutation'

const webhook = 'src/connector/webhook'

export const webhookMutations: readonly Mutation[] = [
  ...inFile(
    `${webhook}/review/admit.ts`,
    [`${webhook}/review/admit.test.ts`],
    [
      [
        'the namespace of a pod is the request’s',
        'await decide(parts, review.namespace, pod.serviceAccount)',
        'await decide(parts, String(Object(Object(review.object).metadata).namespace), pod.serviceAccount)',
      ],
      ['only a pod at its birth is patched', "if (!review.isNewPod) return unchanged(parts, 'not-a-new-pod', [])", ''],
      [
        'a pod is never quoted in a log',
        'err: why instanceof Error ? why.name',
        'err: why instanceof Error ? why.message',
      ],
      ['a dry run has no side effect', 'doubts[0] !== undefined && !dryRun', 'doubts[0] !== undefined'],
    ],
  ),
  ...inFile(
    `${webhook}/review/answer.ts`,
    [`${webhook}/review/admit.test.ts`],
    [['the webhook denies no pod', '"allowed":true$', '"allowed":${patches.length > 0}$']],
  ),
  ...inFile(
    `${webhook}/review/app.ts`,
    [`${webhook}/review/http.test.ts`],
    [
      ['a review is JSON', "if (!isJson(request.headers.get('content-type')))", 'if (false)'],
      ['a review is sent by POST', "if (request.method !== 'POST')", 'if (false)'],
    ],
  ),
  ...inFile(
    `${webhook}/start.ts`,
    [`${webhook}/review/http.test.ts`, `${webhook}/review/admit.test.ts`],
    [
      ['the body of a review is bounded', 'maxBody = 8 * 1_024 * 1_024', 'maxBody = 800 * 1_024 * 1_024'],
      ['not ready without the associations', '...(associations.isLoaded()', '...(true'],
      ['not ready without the service accounts', '...(serviceAccounts.isLoaded()', '...(true'],
    ],
  ),
  ...inFile(
    `${webhook}/decision/asking.ts`,
    [`${webhook}/decision/asking.test.ts`],
    [
      ['an admission waits no longer than its budget', '}, budget)', '}, budget * 1_000)'],
      ['a control plane that misses is not waited for', 'if (missed >= misses', 'if (missed >= 1_000'],
    ],
  ),
  ...inFile(
    `${webhook}/decision/decide.ts`,
    [`${webhook}/decision/decide.test.ts`],
    [
      [
        'a local no is asked about',
        'known ? { associated: true } : asking.ask',
        'true ? { associated: known } : asking.ask',
      ],
      ['what could not be asked is told', "!associated && 'unasked' in asked", 'false'],
    ],
  ),
  ...inFile(
    `${webhook}/mutation/identity.ts`,
    [`${webhook}/mutation`],
    [
      ['an association goes before a role', 'if (associated) return', 'if (associated && !own?.roleArn) return'],
      [
        'the audience of Pod Identity is no annotation’s',
        'audience: settings.podIdentity.audience',
        'audience: facts?.audience ?? settings.podIdentity.audience',
      ],
      ['a token lives as long as Kubernetes takes', 'Math.min(Math.max(seconds, shortest), longest)', 'seconds'],
    ],
  ),
  ...inFile(
    `${webhook}/mutation/container.ts`,
    [`${webhook}/mutation`],
    [
      ['variables of its own stay a container’s own', '...(hasMethod', '...(false'],
      ['a mount of its own stays a container’s own', 'mounts?.some((it) => it.name === name) ? []', 'false ? []'],
      ['the token is mounted for reading only', 'readOnly: true, mountPath }', 'mountPath } as never'],
    ],
  ),
  ...inFile(
    `${webhook}/mutation/mutate.ts`,
    [`${webhook}/mutation`],
    [['a skipped container is left alone', '.filter(({ name }) => !words.skips.has(name))', '']],
  ),
  ...inFile(
    `${webhook}/configuration.ts`,
    [`${webhook}/configuration.test.ts`],
    [
      ['Fail does not hold where a cluster starts from', "'Fail', beside(systemNamespaces)", "'Fail', beside([])"],
      ['the connector’s own pods need no webhook', 'new Set([ownNamespace, ...more])', 'new Set(more)'],
    ],
  ),
  ...inFile(
    `${webhook}/certificate/authorities.ts`,
    [`${webhook}/certificate`],
    [
      ['the key is that of the authority', '.checkPrivateKey(createPrivateKey(key)) ?', '.ca ?'],
      ['an authority is one', 'return new X509Certificate(cert).ca', 'return new X509Certificate(cert).subject !== ""'],
      ['an authority is trusted before it signs', 'now - start(next.cert) >= overlap', 'true'],
      ['an authority is trusted after it signed', 'former: [...former, signing.cert]', 'former'],
    ],
  ),
  ...inFile(
    `${webhook}/certificate/keep.ts`,
    [`${webhook}/certificate`],
    [
      [
        'replicas share one authority',
        '(await place.replace(kept, dataOf(wanted)))',
        '(await place.replace(kept, dataOf(wanted))) || true',
      ],
      [
        'a certificate is of the authority that signs',
        'return new X509Certificate(cert).verify(new X509Certificate(signing.cert).publicKey)',
        'return true',
      ],
      ['a certificate is renewed before its end', 'end(leaf.cert) - now() >= life / 3', 'true'],
    ],
  ),
]
