import { quoted } from '../../shown/aws-command'

/** Stands for an address that is not said yet. */
const placeholder = 'https://podid.example.com'

const join = (cluster: string, address: string): string =>
  `podid cluster join ${quoted(cluster)} --server ${quoted(address === '' ? placeholder : address)}`

/** Registers or renews, installs the connector and follows. */
export function joinCommand(cluster: string, address: string): string {
  return join(cluster, address)
}

/** The same as YAML, for who applies it otherwise. */
export function printCommands(cluster: string, address: string): string {
  const file = quoted(`${cluster}.yaml`)
  return `${join(cluster, address)} --print > ${file}\nkubectl apply -f ${file}`
}

/** Gives an activation to a connector that is installed already; it looks at the Secret when it starts. */
export function secretCommands(id: string, code: string): string {
  return [
    'kubectl -n podid-system create secret generic podid-activation \\',
    `  --from-literal=id=${quoted(id)} \\`,
    `  --from-literal=code=${quoted(code)} \\`,
    '  --dry-run=client -o yaml | kubectl apply -f -',
    'kubectl -n podid-system rollout restart deployment podid-connector',
  ].join('\n')
}
