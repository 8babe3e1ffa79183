import { readFileSync } from 'node:fs'
import type { ConfiguredRole } from '../mutation/identity'
import { isRecord } from '../mutation/pod'

/**
 * Roles told by the `config` of a ConfigMap `pod-identity-webhook`, as the official webhook has it: a JSON map from `namespace/name` (or
 * `*` for any namespace) to a role. An entry that cannot be read is left out; the rest counts.
 */
export function configuredRoles(
  config: string,
): (namespace: string, serviceAccount: string) => ConfiguredRole | undefined {
  const roles = new Map(Object.entries(read(config)).flatMap(([name, entry]) => rows(name, entry)))
  return (namespace, serviceAccount) => roles.get(`${namespace}/${serviceAccount}`) ?? roles.get(`*/${serviceAccount}`)
}

/** Of a file, such as that ConfigMap mounted, looked at every `look` milliseconds; one that is not there holds none. */
export function rolesInFile(
  file: string,
  look = 10_000,
): { of(namespace: string, serviceAccount: string): ConfiguredRole | undefined; stop(): void } {
  let text = textOf(file)
  let roles = configuredRoles(text)
  const timer = setInterval(() => {
    const now = textOf(file)
    if (now === text) return
    text = now
    roles = configuredRoles(text)
  }, look)
  timer.unref()
  return { of: (namespace, serviceAccount) => roles(namespace, serviceAccount), stop: () => clearInterval(timer) }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function read(config: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(config)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

function rows(name: string, entry: unknown): readonly (readonly [string, ConfiguredRole])[] {
  if (!/^[^/]+\/[^/]+$/.test(name) || !isRecord(entry)) return []
  const { RoleARN, Audience, UseRegionalSTS, TokenExpiration } = entry
  if (typeof RoleARN !== 'string' || RoleARN === '') return []
  const role = {
    roleArn: RoleARN,
    ...(typeof Audience === 'string' ? { audience: Audience } : {}),
    ...(typeof UseRegionalSTS === 'boolean' ? { regionalSts: UseRegionalSTS } : {}),
    ...(typeof TokenExpiration === 'number' ? { tokenExpiration: TokenExpiration } : {}),
  }
  return [[name, role]]
}
