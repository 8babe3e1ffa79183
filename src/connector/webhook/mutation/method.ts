import { posix } from 'node:path'
import type { WebhookSettings } from '../settings'
import type { Identity } from './identity'
import type { Container } from './pod'

/** What a method puts into pods. */
export interface Method {
  readonly volumeName: string
  readonly mountPath: string
  readonly tokenFile: string
  /** Where the token is in a container that has no mount of its own for it. */
  readonly tokenPath: string
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
      tokenPath: posix.join(settings.tokenMountPath, 'token'),
      variables: ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
      value: roleArn,
    }
  const { volumeName, mountPath, tokenFile, fullUri } = settings.podIdentity
  return {
    volumeName,
    mountPath,
    tokenFile,
    tokenPath: posix.join(mountPath, tokenFile),
    variables: ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'],
    value: fullUri,
  }
}

/** Where a container finds the token: in the volume's own mount if it has one already, wherever that is. */
export function tokenPath(method: Method, { mounts }: Container, windows: boolean): string {
  const own = mounts?.find(({ name }) => name === method.volumeName)
  const whole = own !== undefined && own.subPath === undefined && own.subPathExpr === undefined
  const path =
    whole && typeof own.mountPath === 'string' ? posix.join(own.mountPath, method.tokenFile) : method.tokenPath
  return asSeenIn(windows, path)
}

export function asSeenIn(windows: boolean, path: string): string {
  return windows && path.startsWith('/') ? `C:${path.replaceAll('/', '\\')}` : path
}
