import {
  duration,
  logSettings,
  onOff,
  optionalText,
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
  maxCacheSize: {
    about: 'How many pods are remembered; 0: none',
    value: 'N',
    read: wholeNumber(0, 1_000_000),
    otherwise: 2000,
  },
  maxCacheBytes: {
    about: 'How many bytes may be remembered of them',
    value: 'N',
    read: wholeNumber(1_000_000, 10_000_000_000),
    otherwise: 64_000_000,
  },
  maxCredentialRetentionBeforeRenewal: {
    about: 'Renew credentials after this time at the latest; 0s: remember none',
    value: 'TIME',
    read: duration(),
    otherwise: 3 * 3_600_000,
  },
  maxServiceQps: {
    about: 'Renewals a second at the most',
    value: 'N',
    read: wholeNumber(1, 1_000),
    otherwise: 3,
  },
  maxPodRps: {
    about: 'Requests a second of one pod, five seconds’ worth at once; 0: any number',
    value: 'N',
    read: wholeNumber(0, 1_000_000),
    otherwise: 100,
  },
  maxSourceRps: {
    about: 'Requests a second of one address that has not proved which pod it is; 0: any number',
    value: 'N',
    read: wholeNumber(0, 1_000_000),
    otherwise: 100,
  },
  patience: {
    about: 'How long a pod is kept waiting before it is told to ask again',
    value: 'TIME',
    read: duration(),
    otherwise: 900,
  },
  stateDir: {
    about: "Where credentials are kept over a restart, a folder in memory (tmpfs); '' keeps none",
    value: 'FOLDER',
    read: optionalText(),
    otherwise: '/run/podid',
  },
  keys: {
    about:
      'Where the keys of the cluster come from: server (the control plane), kubernetes (the API server), a JWKS file, none; auto: the first there is',
    value: 'SOURCE',
    read: text('auto, server, kubernetes, none or a file'),
    otherwise: 'auto',
  },
  issuer: {
    about: 'The issuer of the tokens, for a JWKS file that does not name it',
    value: 'URL',
    read: text('an issuer'),
    otherwise: '',
  },
  rotateCredentials: {
    about: 'As of the official agent: shared credentials files are read anew every minute, which is done anyway',
    read: onOff(),
    otherwise: false,
  },
  ...logSettings,
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export type AgentConfig = Settings<typeof agentSettings> & {
  /** Variables that the AWS SDKs and Kubernetes have names for: read here once, as all of the environment is. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Throws SettingMistakes with all of them. */
export function agentConfig(flags: Readonly<Record<string, unknown>>, file?: string): AgentConfig {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  const environment = { PODID_REGION: AWS_REGION ?? AWS_DEFAULT_REGION, ...process.env }
  const settings = readSettings(
    agentSettings,
    { flags, environment, ...(file === undefined ? {} : { file }) },
    (said) => [
      ...(said.clusterName === '' ? ['--cluster-name is missing: name the cluster whose pods are served.'] : []),
      ...(said.region === '' ? ['--region is missing: name it, or set AWS_REGION.'] : []),
      ...said.bindHosts
        .filter((host) => !isAddress(host))
        .map((host) => `--bind-hosts must be IP addresses, not "${host}".`),
    ],
  )
  return { ...settings, environment: process.env }
}

function isAddress(host: string): boolean {
  return /^[0-9.]+$/.test(host) || /^\[?[0-9a-fA-F:]+\]?$/.test(host)
}
