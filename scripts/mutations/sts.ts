import { inFile, type Mutation } from '../mutation'

export const stsMutations: readonly Mutation[] = [
  ...inFile(
    'src/services/sts/assume-role.ts',
    ['src/services/sts'],
    [
      [
        'AssumeRole: the role trusts the caller',
        "if (decision.result !== 'Allow') throw notAuthorized(caller, action, role.arn)",
        '',
      ],
      ['AssumeRole: tags need sts:TagSession', "if (asked.tags.tags.length > 0) actions.push('sts:TagSession')", ''],
      [
        'AssumeRole: a source identity needs sts:SetSourceIdentity',
        "if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')",
        '',
      ],
      [
        'AssumeRole: a source identity stays',
        'caller.session?.sourceIdentity ?? input.sourceIdentity',
        'input.sourceIdentity ?? caller.session?.sourceIdentity',
      ],
      ['AssumeRole: not by the root', "if (caller.principal.kind === 'account')", 'if (false)'],
      [
        'AssumeRole: MFA is not believed',
        'if (said.SerialNumber !== undefined || said.TokenCode !== undefined)',
        'if (false)',
      ],
      ['AssumeRole: the trust policy sees the external id', "'sts:ExternalId': asked.externalId,", ''],
    ],
  ),
  ...inFile(
    'src/services/sts/session-life.ts',
    ['src/services/sts'],
    [
      [
        'a chained session lives an hour at most',
        'if (chained && asked !== undefined && asked > chainedLimit)',
        'if (false)',
      ],
      [
        'a session lives as long as its role allows',
        'if (asked !== undefined && asked > role.maxSessionDuration)',
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/services/sts/session-tags.ts',
    ['src/services/sts'],
    [
      ['a transitive tag cannot be set anew', 'if (asked.tags.some(({ key }) => kept.has(lower(key))))', 'if (false)'],
      ['a session tag is said once', 'if (byKey.size < tags.length)', 'if (false)'],
      ['session tags of aws: are reserved', "if (tags.some(({ key }) => lower(key).startsWith('aws:')))", 'if (false)'],
    ],
  ),
  ...inFile(
    'src/services/sts/role-at.ts',
    ['src/services/sts'],
    [['the role is of that very ARN', 'return role?.arn === arn ? role : undefined', 'return role']],
  ),
  ...inFile(
    'src/services/sts/assume-role-with-web-identity.ts',
    ['src/services/sts'],
    [
      [
        'web identity: the role trusts the provider',
        "!== 'Allow') throw notByWebIdentity(action)",
        "!== 'Allow') continue",
      ],
      ['web identity: tags need sts:TagSession', "if (asked.tags.tags.length > 0) actions.push('sts:TagSession')", ''],
      [
        'web identity: a source identity needs sts:SetSourceIdentity',
        "if (asked.sourceIdentity !== undefined) actions.push('sts:SetSourceIdentity')",
        '',
      ],
    ],
  ),
  ...inFile(
    'src/services/sts/web-identity.ts',
    ['src/services/sts'],
    [
      [
        'web identity: the audience is a client of the provider',
        'audiences: provider.clientIds',
        "audiences: ['sts.amazonaws.com', 'pods.eks.amazonaws.com']",
      ],
      [
        "web identity: a cluster's provider ends with the cluster",
        "cluster?.providerArn === arn ? clusterTrust(cluster, now()) : 'not-its-token'",
        "cluster === undefined ? 'not-its-token' : clusterTrust(cluster, now())",
      ],
      [
        "web identity: a provider's keys are for its own tokens",
        'if (unverifiedClaims(token)?.issuer !== issuer)',
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/services/sts/get-session-token.ts',
    ['src/services/sts'],
    [
      ['GetSessionToken: not with temporary credentials', 'temporary !== undefined || ', ''],
      [
        'GetSessionToken: MFA is not believed',
        'if (said.SerialNumber !== undefined || said.TokenCode !== undefined)',
        'if (false)',
      ],
    ],
  ),
  ...inFile(
    'src/services/sts/user-sessions.ts',
    ['src/services/sts'],
    [
      [
        "STS by Amazon's rules for sessions of users",
        "if (caller.session?.kind === 'user' && !limits.sessionsMayCallIam) throw notWithSession(it.name)",
        '',
      ],
    ],
  ),
]
