import { expect, test } from 'bun:test'
import type { Client } from '../client'
import type { AddonBackend, AddonState } from './addons'
import { connect } from './connect'

const active: AddonState = { status: 'ACTIVE', issues: [] }

/** A control plane that wants one add-on, and a back end that installs it when told to. */
function scene(given: { readonly reachable?: boolean } = {}) {
  const did: string[] = []
  const told: string[] = []
  let finish: (state: AddonState) => void = () => {}
  let asked = 0
  const client: Pick<Client, 'call'> = {
    async call(_, operation, input, options) {
      if (given.reachable === false) throw new Error('nobody there')
      if (operation === 'PutAddonState') {
        did.push(`report ${input?.status}`)
        return {}
      }
      asked += 1
      if (asked > 1)
        await new Promise((_, reject) => options?.signal?.addEventListener('abort', () => reject(new Error('over'))))
      return { revision: 1, addons: [{ name: 'agent', version: 'v1', status: 'CREATING', preserve: false }] }
    },
  }
  const backend: AddonBackend = {
    install: () => {
      did.push('install')
      return new Promise((resolve) => {
        finish = resolve
      })
    },
    remove: async () => ({ status: 'DELETED', issues: [] }),
    onChange: () => {},
    async stop() {
      did.push('stop')
      finish({ status: 'CREATE_FAILED', issues: [] })
    },
  }
  const connector = connect({ client, clusterName: 'blue', backend, log: (message) => told.push(message) })
  const until = async (what: string): Promise<void> => {
    while (!did.includes(what)) await Bun.sleep(1)
  }
  return { connector, did, told, until, finish: (state: AddonState) => finish(state) }
}

test('is settled once what was wanted at the start has come about and been told', async () => {
  const { connector, did, until, finish } = scene()
  let settled = false
  void connector.settled.then(() => {
    settled = true
  })
  await until('install')
  await Bun.sleep(5)
  expect(settled).toBe(false)
  finish(active)
  await connector.settled
  expect(did).toEqual(['install', 'report ACTIVE'])
  await connector.stop()
}, 300_000)

test('what is stopped on its way did not fail: nothing is told of it, and nobody waits for it', async () => {
  const { connector, did, until } = scene()
  await until('install')
  await connector.stop()
  await connector.settled
  expect(did).toEqual(['install', 'stop', 'stop'])
}, 300_000)

test('a control plane that is away for a moment is no news', async () => {
  const { connector, told } = scene({ reachable: false })
  await Bun.sleep(700)
  await connector.stop()
  expect(told).toEqual([])
}, 300_000)
