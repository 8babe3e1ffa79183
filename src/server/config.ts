import { isIP } from 'node:net'
import {
  duration,
  logSettings,
  oneOf,
  onOff,
  port,
  readSettings,
  type Setting,
  type Settings,
  text,
  texts,
  wholeNumber,
} from '../program'

const day = 86_400_000

/** The control plane's settings. */
export const serverSettings = {
  data: { about: 'The folder that keeps everything', value: 'DIR', read: text('a folder'), otherwise: '.podid' },
  host: { about: 'The address to listen on', value: 'IP', read: text('an address'), otherwise: '127.0.0.1' },
  port: { about: 'The port to listen on', value: 'N', read: port(), otherwise: 4080 },
  freePort: { about: 'Take a free port where one is taken', read: onOff(), otherwise: false },
  url: {
    about: 'The address at which clients reach this server, when it is another than the one listened on',
    value: 'URL',
    read: text('an address such as https://podid.example.com'),
    otherwise: '',
  },
  store: {
    about: 'sqlite (in the data folder), memory (forgets everything), or postgres://USER:PASSWORD@HOST/DATABASE',
    value: 'STORE',
    read: text('sqlite, memory or postgres://…'),
    otherwise: 'sqlite',
    secret: true,
  },
  masterKey: {
    about: 'The file of the master key, the same for all servers of one store (default: master.key in the data folder)',
    value: 'FILE',
    read: text('a file'),
    otherwise: '',
  },
  account: {
    about: 'The account, twelve digits',
    value: 'ID',
    read: text('twelve digits'),
    otherwise: '000000000000',
  },
  region: { about: 'The region', value: 'REGION', read: text('a region'), otherwise: 'us-east-1' },
  tlsCert: { about: 'The TLS certificate chain (PEM)', value: 'FILE', read: text('a file'), otherwise: '' },
  tlsKey: { about: 'The TLS private key (PEM)', value: 'FILE', read: text('a file'), otherwise: '' },
  tlsSelfSigned: {
    about: 'Serve TLS with a certificate of our own authority, kept in the data folder',
    read: onOff(),
    otherwise: false,
  },
  tlsName: {
    about: 'A name or address that certificate is good for (repeatable)',
    value: 'NAME_OR_IP',
    read: texts('names or addresses'),
    otherwise: [] as readonly string[],
    repeatable: true,
  },
  insecureHttp: {
    about: 'Serve plain HTTP beyond loopback: everyone on the way reads the credentials',
    read: onOff(),
    otherwise: false,
  },
  s3Domain: {
    about: 'Serve buckets as BUCKET.DOMAIN too',
    value: 'DOMAIN',
    read: text('a domain'),
    otherwise: '',
  },
  metricsHost: { about: 'The address of /metrics', value: 'IP', read: text('an address'), otherwise: '127.0.0.1' },
  metricsPort: { about: 'The port of /metrics', value: 'N', read: port(), otherwise: 4089 },
  ...logSettings,
  sessionsMayCallIam: {
    about: "Whether GetSessionToken's sessions may call IAM; off: Amazon's rules for them, to the letter",
    value: 'on|off',
    read: onOff(),
    otherwise: true,
  },
  associationsPerCluster: {
    about: 'How many pod identity associations a cluster may have',
    value: 'N',
    read: wholeNumber(1, 1_000_000),
    otherwise: 5_000,
  },
  auditRetention: {
    about: 'How long audit records are kept',
    value: 'TIME',
    read: duration(),
    otherwise: 90 * day,
  },
  maxClusters: {
    about: 'How many clusters there may be, made here or registered',
    value: 'N',
    read: wholeNumber(1, 1_000_000),
    otherwise: 100,
  },
  activationLife: {
    about: 'How long an activation code of RegisterCluster is good',
    value: 'TIME',
    read: duration(),
    otherwise: 3 * day,
  },
  connectorPatience: {
    about: 'How long a cluster made here may be without a connector until its add-ons fail',
    value: 'TIME',
    read: duration(),
    otherwise: 60_000,
  },
  authority: {
    about: 'Who issues credentials: embedded (this server), or sts (a real STS)',
    value: 'WHO',
    read: oneOf(['embedded', 'sts']),
    otherwise: 'embedded' as const,
  },
  stsEndpoint: {
    about: "The real STS, when it is not AWS's",
    value: 'URL',
    read: text('an address'),
    otherwise: '',
  },
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export type ServerConfig = Settings<typeof serverSettings>

/** From flags (camel case), the environment (`PODID_…`) and a file. Throws SettingMistakes with all of them. */
export function serverConfig(flags: Readonly<Record<string, unknown>>, file?: string): ServerConfig {
  return readSettings(serverSettings, { flags, environment: process.env, file }, mistakesTogether)
}

/** How settings go together, and what their form alone does not say. */
function mistakesTogether(it: ServerConfig): readonly string[] {
  const files = it.tlsCert !== '' || it.tlsKey !== ''
  const tls = files || it.tlsSelfSigned
  const rules: readonly (readonly [boolean, string])[] = [
    [!/^[0-9]{12}$/.test(it.account), `--account must be twelve digits, not "${it.account}".`],
    [!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(it.region), `--region must be like us-east-1, not "${it.region}".`],
    [
      !/^(sqlite|memory|postgres(ql)?:\/\/.+)$/.test(it.store),
      '--store must be sqlite, memory, or an address that begins with postgres://.',
    ],
    [files && (it.tlsCert === '' || it.tlsKey === ''), '--tls-cert and --tls-key belong together: give both.'],
    [files && it.tlsSelfSigned, 'Give either --tls-cert and --tls-key, or --tls-self-signed.'],
    [
      it.tlsName.length > 0 && !it.tlsSelfSigned,
      '--tls-name is for --tls-self-signed: add that, or leave the names out.',
    ],
    [
      !isLoopback(it.host) && !tls && !it.insecureHttp,
      `${it.host} is reachable from other machines, and credentials would travel in clear: give --tls-cert and --tls-key, or --tls-self-signed, or --insecure-http when TLS ends in front of it.`,
    ],
    [it.url !== '' && !/^https?:\/\/[^/?#]+$/.test(it.url), '--url must be like https://podid.example.com, no path.'],
    [
      it.s3Domain !== '' && !/^[a-z0-9.-]+$/.test(it.s3Domain),
      `--s3-domain must be a lower-case host name, not "${it.s3Domain}".`,
    ],
    [it.stsEndpoint !== '' && it.authority !== 'sts', '--sts-endpoint is for --authority sts: add that.'],
  ]
  return rules.filter(([wrong]) => wrong).map(([, message]) => message)
}

/** Whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return host === '::1' || host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.'))
}
