import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { listAt, textAt } from '../../src/kubernetes'
import { startServerAlone, type Up } from '../up'

let up: Up

beforeAll(async () => {
  up = await startServerAlone()
}, 300_000)
afterAll(() => up.stop())

const server = ['--server', 'https://podid.example.com']

async function printed(...more: readonly string[]): Promise<readonly unknown[]> {
  const { code, out } = await up.run('cluster', 'join', 'blue', ...server, '--print', ...more)
  expect(code).toBe(0)
  return parseAllDocuments(out, { version: '1.1' }).map((it) => it.toJS())
}

const registered = async (): Promise<readonly unknown[]> => {
  const { out } = await up.run('cluster', 'list', '-o', 'json')
  return listAt(JSON.parse(out)).map((it) => textAt(it, 'name'))
}

test('what cannot work is told before anything is registered', async () => {
  const refused = [
    [['--server', 'https://127.0.0.1:4080'], 'is this machine alone'],
    [['--server', 'http://podid.example.com'], 'is in clear'],
    [[...server, '--replicas', '0'], '--replicas'],
    [[...server, '--failure-policy', 'Maybe'], '--failure-policy'],
    [[...server, '--ca', join(up.data, 'none')], 'cannot be read'],
    [[...server, '--kubeconfig', join(up.data, 'none')], 'kubeconfig'],
  ] as const
  for (const [more, words] of refused) {
    const { code, err } = await up.run('cluster', 'join', 'blue', ...more)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
  }
  expect(await registered()).toEqual([])
}, 300_000)

test('--print gives YAML 1.1 with all there is, registers the cluster, and says that it holds a secret', async () => {
  const { err } = await up.run('cluster', 'join', 'green', ...server, '--print')
  expect(err).toContain('keep it out of plain Git')
  const all = await printed('--image', 'registry.example.com/podid:1')
  expect(await registered()).toEqual(['blue', 'green'])
  const kinds = all.map((it) => textAt(it, 'kind'))
  for (const kind of ['Namespace', 'Deployment', 'Secret', 'Role', 'ClusterRole', 'NetworkPolicy'])
    expect(kinds).toContain(kind)
  const deployment = all.find((it) => textAt(it, 'kind') === 'Deployment')
  const [container] = listAt(deployment, 'spec', 'template', 'spec', 'containers')
  expect(textAt(container, 'image')).toBe('registry.example.com/podid:1')
  expect(listAt(container, 'args')).toContain('https://podid.example.com')
}, 300_000)

test('joining again renews the activation', async () => {
  const code = (all: readonly unknown[]) =>
    textAt(
      all.find((it) => textAt(it, 'metadata', 'name') === 'podid-activation'),
      ...['stringData', 'code'],
    )
  const [first, second] = [code(await printed()), code(await printed())]
  expect(first).toMatch(/./)
  expect(second).toMatch(/./)
  expect(second).not.toBe(first)
}, 300_000)

test('explain follows a road that ends at once, and exits 1', async () => {
  const { code, out } = await up.run('explain', 'nowhere', 'default', 'app')
  expect(code).toBe(1)
  expect(out).toContain('✗')
  expect(out).toContain('→')
}, 300_000)
