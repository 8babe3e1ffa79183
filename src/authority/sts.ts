import type { STSClient } from '@aws-sdk/client-sts'
import { type Credentials, parseArn, type Session } from '../domain'
import type { Authority, AuthorityRefusal } from './authority'

export interface StsOptions {
  readonly region: string
  /** Absent: AWS's own for the region. */
  readonly endpoint?: string
  /** Seconds to ask for, 900..43200; 3,600 by default, which every role permits. Six hours are Amazon's alone: an ordinary caller may not ask for them. */
  readonly durationSeconds?: number
  /** Whose credentials assume the roles; absent: the SDK's own chain (environment, profile, role). */
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

const leastSeconds = 900
/** Role chaining: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining */
const chainedSeconds = 3_600

/**
 * A real STS, by `AssumeRole` with session tags. The SDK is loaded at the first use: it takes time and memory that the embedded authority
 * does not need. With `via`, tags are not sent: what is transitive goes along by itself, and sending it again is an error.
 */
export function stsAuthority(options: StsOptions): Authority {
  let sdk: Promise<typeof import('@aws-sdk/client-sts')> | undefined
  let own: STSClient | undefined
  const load = (): Promise<typeof import('@aws-sdk/client-sts')> => {
    sdk ??= import('@aws-sdk/client-sts')
    return sdk
  }
  return {
    kind: 'sts',
    async issue(session, { via, externalId }) {
      const { AssumeRoleCommand, STSClient } = await load()
      const open = (credentials: StsOptions['credentials']): STSClient =>
        new STSClient({
          region: options.region,
          endpoint: options.endpoint,
          credentials,
          maxAttempts: 2,
          requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 },
        })
      if (via === undefined) own ??= open(options.credentials)
      const client = via === undefined ? own : open(via)
      if (client === undefined) throw new Error('There is no client to assume roles with.')
      try {
        const answer = await client.send(
          new AssumeRoleCommand({
            RoleArn: session.roleArn,
            RoleSessionName: session.name,
            DurationSeconds: seconds(session, options, via !== undefined),
            Policy: session.policy,
            PolicyArns: session.policyArns?.map((arn) => ({ arn })),
            ExternalId: externalId,
            SourceIdentity: via === undefined ? session.sourceIdentity : undefined,
            ...(via === undefined && session.tags.length > 0
              ? {
                  Tags: session.tags.map(({ key, value }) => ({ Key: key, Value: value })),
                  TransitiveTagKeys: [...session.transitive],
                }
              : {}),
          }),
        )
        return issued(session, answer)
      } catch (error) {
        return refusal(error)
      } finally {
        if (client !== own) client.destroy()
      }
    },
  }
}

function seconds({ issuedAt, expiresAt }: Session, { durationSeconds = 3_600 }: StsOptions, chained: boolean): number {
  const most = chained ? chainedSeconds : durationSeconds
  return Math.max(leastSeconds, Math.min(most, Math.floor((expiresAt - issuedAt) / 1000)))
}

function issued(
  session: Session,
  {
    Credentials: given,
    AssumedRoleUser: user,
  }: Pick<import('@aws-sdk/client-sts').AssumeRoleCommandOutput, 'Credentials' | 'AssumedRoleUser'>,
): { readonly credentials: Credentials; readonly session: Session } | AuthorityRefusal {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || Expiration === undefined)
    return { refused: 'unreachable', message: 'The STS answered without credentials.' }
  const expiresAt = Expiration.getTime()
  const arn = user?.Arn ?? session.arn
  const principalId = user?.AssumedRoleId ?? session.principalId
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiresAt,
    },
    session: {
      ...session,
      arn,
      principalId,
      account: parseArn(arn)?.account || session.account,
      roleId: principalId.split(':')[0],
      expiresAt,
    },
  }
}

/** What the caller can be told is theirs to mend. All else, our own credentials refused among it, is our trouble. */
const denials = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'MalformedPolicyDocument',
  'MalformedPolicyDocumentException',
  'PackedPolicyTooLarge',
  'PackedPolicyTooLargeException',
  'RegionDisabledException',
])
const throttles = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
])

function refusal(error: unknown): AuthorityRefusal {
  if (!(error instanceof Error)) return { refused: 'unreachable', message: 'The STS could not be asked.' }
  const message = `${error.name}: ${error.message}`
  if (denials.has(error.name)) return { refused: 'denied', message }
  return { refused: throttles.has(error.name) ? 'throttled' : 'unreachable', message }
}
