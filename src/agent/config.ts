import {
  duration,
  logFormats,
  logLevels,
  oneOf,
  port,
  readSettings,
  type Setting,
  type Settings,
  text,
  texts,
  wholeNumber,
} from '../program'

/** The agent's settings; those of the official agent have its names and meaning (agent-and-webhook.md A.2). */
export const agentSettings = {
  clusterName: {
    about: 'The cluster whose pods are served',
    value: 'NAME',
    read: text('the name of a cluster'),
    otherwise: '',
  },
  endpoint: {
    about: 'The address of EKS Auth; by default that of the region',
    value: 'URL',
    read: text('an address such as https://…'),
    otherwise: '',
  },
  region: {
    about: 'The region requests are signed for; by default AWS_REGION',
    value: 'REGION',
    read: text('a region'),
    otherwise: '',
  },
  port: { about: 'The port for pods', value: 'N', read: port(), otherwise: 80 },
  bindHosts: {
    about: 'An address to listen on (repeatable)',
    value: 'IP',
    read: texts('addresses'),
    otherwise: ['169.254.170.23', '[fd00:ec2::23]'],
    repeatable: true,
  },
  probePort: { about: 'The port of /healthz and /readyz, on loopback', value: 'N', read: port(), otherwise: 2703 },
  metricsAddress: { about: 'The address of /metrics', value: 'IP', read: text('an address'), otherwise: '127.0.0.1' },
  metricsPort: { about: 'The port of /metrics', value: 'N', read: port(), otherwise: 2705 },
  maxCacheSize: { about: 'How many pods are remembered', value: 'N', read: wholeNumber(1, 1_000_000), otherwise: 2000 },
  maxCredentialRetentionBeforeRenewal: {
    about: 'Renew credentials after this time at the latest',
    value: 'TIME',
    read: duration(),
    otherwise: 3 * 3_600_000,
  },
  logFormat: {
    about: 'json, pretty, or auto: pretty on a terminal',
    value: 'FORMAT',
    read: oneOf(logFormats),
    otherwise: 'auto',
  },
  logLevel: { about: 'debug, info, warn, error or silent', value: 'LEVEL', read: oneOf(logLevels), otherwise: 'info' },
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export type AgentConfig = Settings<typeof agentSettings>

/** Throws SettingMistakes with all of them. */
export function agentConfig(flags: Readonly<Record<string, unknown>>, file?: string): AgentConfig {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const environment = { PODID_REGION: AWS_REGION ?? AWS_DEFAULT_REGION, ...process.env }
  return readSettings(agentSettings, { flags, environment, ...(file === undefined ? {} : { file }) }, (settings) => [
    ...(settings.clusterName === '' ? ['--cluster-name is missing: name the cluster whose pods are served.'] : []),
    ...(settings.region === '' ? ['--region is missing: name it, or set AWS_REGION.'] : []),
    ...settings.bindHosts
      .filter((host) => !isAddress(host))
      .map((host) => `--bind-hosts must be IP addresses, not "${host}".`),
  ])
}

function isAddress(host: string): boolean {
  return /^[0-9.]+$/.test(host) || /^\[?[0-9a-fA-F:]+\]?$/.test(host)
}
