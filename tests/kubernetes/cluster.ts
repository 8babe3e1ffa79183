import { afterAll, beforeAll } from 'bun:test'
import { mkdirSync, rmSync } from 'node:fs'
import { type Api, clusterAccess, kubernetesApi, requestToken } from '../../src/kubernetes'
import { must } from '../e2e/support/run'

const script = process.env.PODID_TESTBED
/** Apart from the stories' testbeds, so that both may run. */
const base = process.env.PODID_KUBERNETES_PORT_BASE ?? '26620'
const folder = `/tmp/podid-kubernetes-${base}`

/** Why these tests cannot run here; undefined when they can. A control plane without nodes needs no root. */
export const cannot = script === undefined ? 'set PODID_TESTBED to the testbed script' : undefined

export interface ControlPlane {
  /** As its administrator. */
  readonly api: Api
  readonly kubeconfig: string
  /** As a service account, with what RBAC gives it. */
  as(namespace: string, name: string): Api
  testbed(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string>
  readonly folder: string
}

/** A real API server with etcd, controllers and scheduler, and no nodes, for the tests of one file. */
export function controlPlane(): ControlPlane {
  const made: { api?: Api; kubeconfig?: string } = {}
  const testbed: ControlPlane['testbed'] = (env, ...args) =>
    must([script ?? '', ...args], { env: { TESTBED_DIR: folder, TESTBED_PORT_BASE: base, ...env }, seconds: 240 })
  if (cannot === undefined) {
    beforeAll(async () => {
      await testbed({}, 'down')
      mkdirSync(folder, { recursive: true })
      await testbed({}, 'up')
      const kubeconfig = /KUBECONFIG=(\S+)/.exec(await testbed({}, 'env'))?.[1] ?? ''
      made.kubeconfig = kubeconfig
      made.api = kubernetesApi(await clusterAccess({ kubeconfig }))
    }, 240_000)
    afterAll(async () => {
      await testbed({}, 'down')
      rmSync(folder, { recursive: true, force: true })
    }, 60_000)
  }
  const api = (): Api => {
    if (made.api === undefined) throw new Error('The control plane is started before the first test.')
    return made.api
  }
  return {
    get api() {
      return api()
    },
    get kubeconfig() {
      return made.kubeconfig ?? ''
    },
    as: (namespace, name) => serviceAccountApi(api(), namespace, name),
    testbed,
    folder,
  }
}

function serviceAccountApi(admin: Api, namespace: string, name: string): Api {
  let token: Promise<string> | undefined
  return kubernetesApi({
    ...admin.access,
    clientCertificate: undefined,
    async authorization(renew) {
      if (renew || token === undefined)
        token = requestToken(
          admin,
          { namespace, name },
          { audience: 'https://kubernetes.default.svc.cluster.local' },
        ).then((it) => it.token)
      return `Bearer ${await token}`
    },
  })
}
