import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Authority, embeddedAuthority, stsAuthority } from '../authority'
import type { Log, Metrics } from '../program'
import { authorizer, operations } from '../services'
import { fileBlobs, memoryStore, openStore, type Store } from '../store'
import { draw, random } from './chance'
import type { ServerConfig } from './config'
import { createDiscovery } from './discovery'
import { administrator, settle } from './first-start'
import { countsIn, type House } from './house'
import { openedSecrets } from './lookup'
import { masterKey, masterKeyFile } from './master-key'
import { createRevisions } from './revisions'
import { createUses } from './uses'

/** What a test may put in place of the world. */
export interface World {
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly discover?: House['discover']
}

/** Puts the parts together: the folder, the key, the store, the first administrator. Throws, in words, when something stands in the way. */
export async function assemble(
  config: ServerConfig,
  given: {
    readonly log: Log
    readonly metrics: Metrics
    readonly stopping: AbortSignal
    readonly url: () => string
    readonly world: World
  },
): Promise<House> {
  const { account, region } = config
  const { log, world } = given
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  const keyring = masterKey(masterKeyFile(config), world.now())
  const store = await storeOf(config)
  const partition = 'aws'
  try {
    await settle(store, keyring, account)
    await administrator(config.data, store, keyring, { account, partition, draw, now: world.now })
  } catch (error) {
    await store.close()
    throw error
  }
  return {
    store,
    blobs: fileBlobs(join(config.data, 'objects')),
    keyring,
    secrets: openedSecrets(keyring),
    authority: openAuthority(config, keyring),
    authorizer: authorizer({ store, account, region, partition }),
    operations: new Map(operations.map((it) => [`${it.service}/${it.name}`, it])),
    account,
    region,
    partition,
    now: world.now,
    unique: () => crypto.randomUUID(),
    draw,
    random,
    discover:
      world.discover ??
      createDiscovery(world.now, (issuer, why) => log.warn({ issuer, why }, 'the keys of an issuer cannot be had')),
    limits: {
      associationsPerCluster: config.associationsPerCluster,
      clusters: config.maxClusters,
      sessionsMayCallIam: config.sessionsMayCallIam,
      activationLife: config.activationLife,
    },
    revisions: createRevisions(),
    s3Domain: config.s3Domain,
    url: given.url,
    stopping: given.stopping,
    uses: createUses(store, world.now, log),
    counts: countsIn(given.metrics),
    log,
  }
}

/** The store of these settings, opened. */
export function storeOf({ store, data }: Pick<ServerConfig, 'store' | 'data'>): Promise<Store> | Store {
  return store === 'memory' ? memoryStore() : openStore(store === 'sqlite' ? join(data, 'podid.db') : store)
}

function openAuthority({ authority, stsEndpoint, region }: ServerConfig, keyring: House['keyring']): Authority {
  return authority === 'embedded'
    ? embeddedAuthority(keyring, { random })
    : stsAuthority({ region, endpoint: stsEndpoint === '' ? undefined : stsEndpoint })
}
