import { homedir } from 'node:os'
import { join } from 'node:path'

/** The whole environment, for programs started from here. */
export function environment(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** What the command line reads from its environment. */
export interface CliConfig {
  readonly data: string | undefined
  readonly endpoint: string | undefined
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
  readonly sessionToken: string | undefined
  readonly region: string | undefined
  readonly awsConfigFile: string
  readonly awsCredentialsFile: string
  /** A file of certificates to trust beside the usual ones. */
  readonly caBundle: string | undefined
  readonly colours: boolean
  /** The program that opens an address in the browser; undefined where nobody would see it: no terminal, no desktop. */
  readonly opener: string | undefined
}

export function cliConfig(env: Readonly<Record<string, string | undefined>> = process.env): CliConfig {
  return {
    data: given(env.PODID_DATA),
    endpoint: given(env.AWS_ENDPOINT_URL),
    accessKeyId: given(env.AWS_ACCESS_KEY_ID),
    secretAccessKey: given(env.AWS_SECRET_ACCESS_KEY),
    sessionToken: given(env.AWS_SESSION_TOKEN),
    region: given(env.AWS_REGION) ?? given(env.AWS_DEFAULT_REGION),
    awsConfigFile: given(env.AWS_CONFIG_FILE) ?? join(homedir(), '.aws', 'config'),
    awsCredentialsFile: given(env.AWS_SHARED_CREDENTIALS_FILE) ?? join(homedir(), '.aws', 'credentials'),
    caBundle: given(env.AWS_CA_BUNDLE),
    colours: given(env.NO_COLOR) === undefined && env.TERM !== 'dumb' && process.stdout.isTTY === true,
    opener: openerOf(env),
  }
}

function openerOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (process.stdout.isTTY !== true) return undefined
  const PATH = env.PATH ?? ''
  if (process.platform === 'darwin') return Bun.which('open', { PATH }) ?? undefined
  // Without a desktop, xdg-open starts a browser inside the terminal.
  if (given(env.DISPLAY) === undefined && given(env.WAYLAND_DISPLAY) === undefined) return undefined
  return Bun.which('xdg-open', { PATH }) ?? undefined
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
