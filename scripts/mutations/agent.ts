import type { Mutation } from '../mutation'

type Row = readonly [check: string, out: string, instead: string]

const rows = (file: string, tests: string, list: readonly Row[]): readonly Mutation[] =>
  list.map(([check, out, instead]) => ({
    check: `the agent: ${check}`,
    file: `src/agent/${file}`,
    out,
    instead,
    tests: [`src/agent/${tests}`],
  }))

/** The agent's security checks. */
export const agentMutations: readonly Mutation[] = [
  ...rows('identity.ts', 'identity.test.ts', [
    ['a token that is proved wrong is refused', 'throw refusalOf(answer.refused, answer.message)', 'break'],
    [
      'a token that calls itself expired is refused, even without keys',
      "if (expiresAt <= now) throw refusalOf('expired', '')",
      '',
    ],
    ['what proved a pod once proves it no longer than it lives', 'pod.tokenExpiresAt > clock.now()', 'true'],
    [
      'a token that is not proved has itself as its only name',
      "createHash('sha256').update(token).digest('hex')",
      "'unproved'",
    ],
    ['other keys make tokens be proved anew', 'forget: () => proved.clear()', 'forget: () => {}'],
  ]),
  ...rows('endpoint.ts', 'endpoint.test.ts', [
    ['answers only by its own addresses', 'if (!hosts.has(host)) throw wrongAddress(host, hosts)', ''],
    [
      'a pod may ask so often',
      "        spare(parts.podLimit(pod.key), 'this pod')\n        const entry",
      '        const entry',
    ],
    [
      'an address that proved nothing may ask so often',
      "spare(parts.sourceLimit(peer.address()), 'this address')",
      '{}',
    ],
  ]),
  ...rows('credentials.ts', 'layers.test.ts', [
    ["a 403 speaks of the agent's own credentials and drops nothing", 'this.status === 403 || ', ''],
    ["`User: ` speaks of the agent's own credentials and drops nothing", " || this.message.startsWith('User: ')", ''],
  ]),
  ...rows('kept.ts', 'layers.test.ts', [
    [
      'nothing is served in its last minute',
      'if (entry === undefined || leftOf(entry, clock) <= 0) return undefined',
      'if (entry === undefined) return undefined',
    ],
    ['what is refused for good is dropped', 'if (why instanceof Refused && why.final) remove(pod.key)', ''],
  ]),
  ...rows('entry.ts', 'layers.test.ts', [
    [
      'a clock set back prolongs nothing',
      'Math.min(credentials.expiresAt - clock.now(), endsAt - clock.steady())',
      '(credentials.expiresAt - clock.now())',
    ],
    [
      'a clock set on ends it early',
      'Math.min(credentials.expiresAt - clock.now(), endsAt - clock.steady())',
      '(endsAt - clock.steady())',
    ],
  ]),
  ...rows('state-file.ts', 'shelf.test.ts', [
    [
      'a state file with another checksum is not read',
      'sum(text)}`) return undefined',
      'sum(text)}` && false) return undefined',
    ],
    [
      'a state file that others may read is not read',
      ' || (it.mode & 0o077) !== 0) return undefined',
      ') return undefined',
    ],
    ['a state file that is a link is not read', ' | constants.O_NOFOLLOW', ''],
    ['a state folder that others may enter is not used', 'if ((it.mode & 0o077) !== 0)', 'if (false)'],
  ]),
  ...rows('shelf.ts', 'shelf.test.ts', [
    ["a state file is its pod's", 'hashOf(entry.pod.key) === hash && ', ''],
    ['what is kept for another cluster is not seen', '`${realm}\\u0000${key}`', 'key'],
  ]),
  ...rows('shelf.ts', 'shelf.test.ts', [
    ['what was refused for good does not come back from the disk', ' || writing.has(hash)) break', ') break'],
  ]),
  ...rows('identity.ts', 'identity.test.ts', [
    ['a token that none of the known keys made is a stranger’s', ', stranger: true }', ' }'],
  ]),
  ...rows('question.ts', 'layers.test.ts', [
    ['a stranger’s token is asked about once', 'pod.stranger ? 1 : attempts', 'attempts'],
  ]),
  ...rows('hopeless.ts', 'hopeless.test.ts', [
    [
      'a stranger’s token that is no good is not asked about again at once',
      'refused.set(pod.key, { why, until: clock.steady() + believed })',
      '',
    ],
    ['only what is said of the token itself is remembered', ' && ofTheToken.has(why.code)', ''],
    ['who is proved is never taken for hopeless', 'if (!pod.stranger) return ask(pod)', ''],
  ]),
  ...rows('key-sources.ts', 'key-sources.test.ts', [
    [
      'the API server is believed by its own authority only',
      '{ tls: { ca } }',
      '{ tls: { rejectUnauthorized: false } }',
    ],
    ['the API server sends nobody elsewhere', "redirect: 'error'", "redirect: 'follow'"],
  ]),
]
