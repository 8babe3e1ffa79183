import { ClientFault } from '../../client'
import { fieldsAt, textAt } from '../../kubernetes'
import { broken, type Check, ok, waiting } from './check'

/** Beyond this a signature is refused: 5 minutes, less what an answer may take. */
const tolerated = 240_000

export const serverAnswers: Check = {
  name: 'control plane',
  needs: [],
  async examine({ serverTime, url, now }) {
    const time = await serverTime()
    if (time === undefined)
      return broken(`nobody answers at ${url}`, "Start it with 'podid server', or name another with AWS_ENDPOINT_URL.")
    const off = Math.round((time - now()) / 1_000)
    if (Math.abs(off) * 1_000 > tolerated)
      return broken(
        `its clock is ${inWords(off)} this machine's`,
        'Set both clocks by NTP: signatures hold for five minutes.',
      )
    return ok(`answers at ${url}`)
  },
}

export const clusterIsKnown: Check = {
  name: 'registration',
  needs: [serverAnswers.name],
  async examine({ client, cluster }) {
    try {
      const it = (await client.call('eks', 'DescribeCluster', { name: cluster })).cluster
      if (textAt(it, 'connectorConfig', 'provider') === undefined)
        return broken(`${cluster} is a cluster of processes, no Kubernetes`, 'Join under another name.')
      return ok(`${cluster} is registered as ${textAt(it, 'connectorConfig', 'provider')}`)
    } catch (why) {
      if (why instanceof ClientFault && why.code === 'ResourceNotFoundException')
        return broken(`there is no cluster ${cluster}`, `Register it: podid cluster join ${cluster}`)
      if (why instanceof ClientFault)
        return broken(`${why.message} (${why.code})`, "Use an administrator's credentials: podid env")
      throw why
    }
  },
}

export const isActive: Check = {
  name: 'activation',
  needs: [clusterIsKnown.name],
  async examine({ client, cluster }) {
    const it = fieldsAt((await client.call('eks', 'DescribeCluster', { name: cluster })).cluster)
    const status = textAt(it, 'status') ?? 'unknown'
    if (status === 'ACTIVE') return ok('ACTIVE')
    if (status === 'PENDING') return waiting('PENDING: the connector has not presented its code yet')
    return broken(`the cluster is ${status}`, `Join it again: podid cluster join ${cluster}`)
  },
}

function inWords(seconds: number): string {
  const size = Math.abs(seconds)
  const told =
    size >= 7_200 ? `${Math.round(size / 3_600)} hours` : size >= 120 ? `${Math.round(size / 60)} minutes` : `${size} s`
  return `${told} ${seconds < 0 ? 'behind' : 'ahead of'}`
}
