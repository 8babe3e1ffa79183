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
import { places } from './manifests/names'

/** The connector's settings; the join manifest says those that a cluster must have. */
export const connectorSettings = {
  clusterName: { about: 'The name of this cluster', value: 'NAME', read: text('the name of a cluster'), otherwise: '' },
  endpoint: {
    about: 'Where the control plane is',
    value: 'URL',
    read: text('an address such as https://…'),
    otherwise: '',
  },
  region: { about: 'The region requests are signed for', value: 'REGION', read: text('a region'), otherwise: '' },
  image: {
    about: "The image of the agent: the connector's own",
    value: 'REF',
    read: text('the name of an image'),
    otherwise: '',
  },
  failurePolicy: {
    about: 'What becomes of pods while no replica answers: Ignore admits them without identity, Fail refuses them',
    value: 'POLICY',
    read: oneOf(['Ignore', 'Fail']),
    otherwise: 'Ignore',
  },
  systemNamespaces: {
    about: 'A namespace whose pods start in any case (repeatable); kube-system is one',
    value: 'NAMESPACE',
    read: texts('names of namespaces'),
    otherwise: [],
    repeatable: true,
  },
  injectEndpoint: {
    about: 'Tell pods where the embedded services are: AWS_ENDPOINT_URL, region and CA',
    read: onOff(),
    otherwise: false,
  },
  startupTaint: {
    about: 'Take the taint podid.dev/agent-not-ready off nodes whose agent answers',
    read: onOff(),
    otherwise: false,
  },
  askBudget: {
    about: 'Milliseconds that an admission may wait for the control plane',
    value: 'N',
    read: wholeNumber(10, 4_000),
    otherwise: 1_000,
  },
  podRegion: {
    about: 'AWS_REGION for pods that set none; empty: none is added',
    value: 'REGION',
    read: text('a region'),
    otherwise: '',
  },
  regionalSts: {
    about: 'AWS_STS_REGIONAL_ENDPOINTS=regional for pods with IAM roles for service accounts',
    read: onOff(),
    otherwise: false,
  },
  tokenExpiration: {
    about: 'Seconds that the tokens of pods live, where no annotation says it',
    value: 'N',
    read: wholeNumber(600, 86_400),
    otherwise: 86_400,
  },
  roles: {
    about: 'A file of roles by namespace/name, in the form of the ConfigMap pod-identity-webhook',
    value: 'FILE',
    read: text('a file'),
    otherwise: '',
  },
  certificateLife: {
    about: 'How long a certificate of the webhook is good for; a third of it before its end it is renewed',
    value: 'TIME',
    read: duration(),
    otherwise: 30 * 86_400_000,
  },
  host: { about: 'The address of the webhook', value: 'IP', read: text('an address'), otherwise: '::' },
  port: { about: 'The port of the webhook', value: 'N', read: port(), otherwise: places.webhookPort },
  metricsAddress: { about: 'The address of /metrics', value: 'IP', read: text('an address'), otherwise: '::' },
  metricsPort: {
    about: 'The port of /metrics, /healthz and /readyz, in clear',
    value: 'N',
    read: port(),
    otherwise: places.metricsPort,
  },
  webhookUrl: {
    about: 'Where the API server finds the webhook, when it is not by its Service',
    value: 'URL',
    read: text('an address such as https://…'),
    otherwise: '',
  },
  activation: {
    about: 'The folder with the activation id and code',
    value: 'DIR',
    read: text('a folder'),
    otherwise: places.activation,
  },
  ca: {
    about: 'The folder whose ca.crt is trusted at the endpoint beside the authorities of the world',
    value: 'DIR',
    read: text('a folder'),
    otherwise: places.ca,
  },
  tokenFile: {
    about: "The connector's own token for sts.amazonaws.com",
    value: 'FILE',
    read: text('a file'),
    otherwise: places.token,
  },
  kubeconfig: {
    about: 'A kubeconfig, when it runs outside of its cluster',
    value: 'FILE',
    read: text('a file'),
    otherwise: '',
  },
  leaseDuration: {
    about: 'After which time another replica takes the place of one that leads and is silent',
    value: 'TIME',
    read: duration(),
    otherwise: 15_000,
  },
  farewell: {
    about: 'How long a stopping webhook goes on answering, so that nobody misses it',
    value: 'TIME',
    read: duration(),
    otherwise: 5_000,
  },
  ...logSettings,
} as const satisfies Readonly<Record<string, Setting<unknown>>>

export type ConnectorConfig = Settings<typeof connectorSettings> & {
  /** Who this replica is among the others. */
  readonly podName: string
}

/** Throws SettingMistakes with all of them. */
export function connectorConfig(flags: Readonly<Record<string, unknown>>, file?: string): ConnectorConfig {
  const { AWS_REGION, AWS_DEFAULT_REGION, POD_NAME, HOSTNAME } = process.env
  const environment = { PODID_REGION: AWS_REGION ?? AWS_DEFAULT_REGION, ...process.env }
  const settings = readSettings(
    connectorSettings,
    { flags, environment, ...(file === undefined ? {} : { file }) },
    ({ clusterName, endpoint, region, image }) => [
      ...(clusterName === '' ? ['--cluster-name is missing: name the cluster as it was registered.'] : []),
      ...(isAddress(endpoint) ? [] : ['--endpoint must be the address of the control plane, such as https://….']),
      ...(region === '' ? ['--region is missing: name it, or set AWS_REGION.'] : []),
      ...(image === '' ? ["--image is missing: name the connector's own image, which the agent is started from."] : []),
    ],
  )
  return { ...settings, podName: POD_NAME ?? HOSTNAME ?? `connector-${process.pid}` }
}

function isAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol
  return protocol === 'https:' || protocol === 'http:'
}
