import { operation } from '../operation'
import { maybeFlag, maybeText, maybeTexts } from '../said'
import { isSupported, type KubernetesVersion, kubernetesVersions } from './kubernetes-versions'
import { page, paging } from './paging'

/** Lists the versions of Kubernetes that podid is made for; those that their project no longer mends only with `includeAll`. */
export const describeClusterVersions = operation({
  service: 'eks',
  name: 'DescribeClusterVersions',
  input: (said) => ({
    type: maybeText(said.clusterType) || undefined,
    names: maybeTexts(said.clusterVersions) ?? [],
    onlyDefault: maybeFlag(said.defaultOnly) ?? false,
    all: maybeFlag(said.includeAll) ?? false,
    status: (maybeText(said.versionStatus) ?? maybeText(said.status))?.toUpperCase().replace('-', '_'),
    paging: paging(said),
  }),
  need: () => ({ action: 'eks:DescribeClusterVersions', resource: '*' }),
  async handle({ type, names, onlyDefault, all, status, paging }, { now }) {
    const at = now()
    const wanted = kubernetesVersions.filter(
      (it) =>
        (type === undefined || type === clusterType) &&
        (names.length === 0 || names.includes(it.name)) &&
        (!onlyDefault || it === defaultVersion) &&
        (status === undefined ? all || names.length > 0 || isSupported(it, at) : statusOf(it, at) === status),
    )
    const { rows, nextToken } = await page(
      paging,
      async (after, limit) => wanted.slice(wanted.findIndex(({ name }) => name === after) + 1).slice(0, limit),
      ({ name }) => name,
    )
    return { clusterVersions: rows.map((it) => onTheWire(it, at)), nextToken }
  },
})

const clusterType = 'eks'
const [defaultVersion] = kubernetesVersions

function statusOf(it: KubernetesVersion, now: number): 'STANDARD_SUPPORT' | 'UNSUPPORTED' {
  return isSupported(it, now) ? 'STANDARD_SUPPORT' : 'UNSUPPORTED'
}

function onTheWire(it: KubernetesVersion, now: number) {
  const status = statusOf(it, now)
  return {
    clusterVersion: it.name,
    clusterType,
    defaultVersion: it === defaultVersion,
    releaseDate: new Date(it.released),
    endOfStandardSupportDate: new Date(it.ended),
    endOfExtendedSupportDate: new Date(it.ended),
    status: status.toLowerCase().replace('_', '-'),
    versionStatus: status,
  }
}
