import { posix } from 'node:path'
import type { WebhookSettings } from '../settings'
import type { Identity } from './identity'
import type { Container } from './pod'

/** What a method puts into pods. */
export interface Method {
  readonly volumeName: string
  readonly mountPath: string
  readonly tokenFile: string
  /** The two variables that name the method: where to ask or as whom, and where the token is. */
  readonly variables: readonly [string, string]
  readonly value: string
}

export function methodOf({ method, roleArn }: Identity, settings: WebhookSettings): Method {
  if (method === 'irsa')
    return {
      volumeName: 'aws-iam-token',
      mountPath: settings.tokenMountPath,
      tokenFile: 'token',
      variables: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
      value: roleArn,
    }
  const { volumeName, mountPath, tokenFile, fullUri } = settings.podIdentity
  return {
    volumeName,
    mountPath,
    tokenFile,
    variables: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
    value: fullUri,
  }
}

/** Where a container finds the token: in the volume's own mount if it has one already, wherever that is. */
export function tokenPath(method: Method, { mounts }: Container, windows: boolean): string {
  const own = mounts?.find(({ name }) => name === method.volumeName)
  const whole = own !== undefined && own.subPath === undefined && own.subPathExpr === undefined
  const folder = whole && typeof own.mountPath === 'string' ? own.mountPath : method.mountPath
  return asSeenIn(windows, posix.join(folder, method.tokenFile))
}

export function asSeenIn(windows: boolean, path: string): string {
  return windows && path.startsWith('/') ? `C:${path.replaceAll('/', '\\')}` : path
}
