import { describe, expect, test } from 'bun:test'
import { until as eventually } from '../../tests/until'
import type { BuiltInCluster } from '../server'
import { keepLocalClusters } from './local-clusters'

const cluster = (name: string, id = name): BuiltInCluster => ({ name, id, connectorRoleArn: 'c', agentRoleArn: 'a' })

/** A machine whose clusters only note what happens to them. */
function machine(refusing: (cluster: BuiltInCluster) => boolean = () => false) {
  const world = { wanted: [] as readonly BuiltInCluster[], broken: false, did: [] as string[], told: [] as string[] }
  const keeper = keepLocalClusters({
    list: async () => {
      if (world.broken) throw new Error('no store')
      return world.wanted
    },
    async start(it) {
      world.did.push(`start ${it.id}`)
      if (refusing(it)) throw new Error('no luck')
      return {
        settled: Promise.resolve(),
        async stop() {
          world.did.push(`stop ${it.id}`)
        },
      }
    },
    forget: async (name) => void world.did.push(`forget ${name}`),
    log: (message) => void world.told.push(message),
    every: 1,
  })
  const until = async (what: string): Promise<void> => {
    await eventually(what, () => world.did.includes(what))
  }
  return { world, keeper, until }
}

describe('the clusters of this machine', () => {
  test('start as they come, stop as they go, and rest with the machine', async () => {
    const { world, keeper, until } = machine()
    world.wanted = [cluster('local')]
    await until('start local')
    world.wanted = [cluster('local'), cluster('blue')]
    await until('start blue')
    world.wanted = [cluster('local')]
    await until('forget blue')
    await keeper.stop()
    expect(world.did).toEqual(['start local', 'start blue', 'stop blue', 'forget blue', 'stop local'])
  })

  test('made anew under an old name is another one', async () => {
    const { world, keeper, until } = machine()
    world.wanted = [cluster('blue', 'first')]
    await until('start first')
    world.wanted = [cluster('blue', 'second')]
    await until('start second')
    await keeper.stop()
    expect(world.did).toEqual(['start first', 'stop first', 'forget blue', 'start second', 'stop second'])
  })

  test('one that does not start is tried again, later, and keeps no other from starting', async () => {
    const tries: number[] = []
    const { world, keeper, until } = machine(({ name }) => name === 'red' && tries.push(performance.now()) < 2)
    world.wanted = [cluster('red'), cluster('blue')]
    await until('start blue')
    await eventually('another try', () => tries.length > 1)
    await keeper.stop()
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBeGreaterThan(900)
    expect(world.told).toEqual(['a cluster could not be started; trying again'])
    expect(world.did.filter((it) => it.startsWith('stop')).sort()).toEqual(['stop blue', 'stop red'])
  })

  test('keep running while nobody can say which they are', async () => {
    const { world, keeper, until } = machine()
    world.wanted = [cluster('blue')]
    await until('start blue')
    world.broken = true
    while (world.told.length === 0) await Bun.sleep(1)
    expect(world.did).toEqual(['start blue'])
    await keeper.stop()
    expect(world.did).toEqual(['start blue', 'stop blue'])
  })
})
