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
  }
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}
