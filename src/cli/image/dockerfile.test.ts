import { expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programLayer } from './layers'
import { ociArchive } from './oci'

// No Docker engine builds it here: what can be read of it is held against what `podid image` makes.

const root = join(import.meta.dir, '../../..')
const text = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')
const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
const stages = lines.reduce<string[][]>((all, line) => {
  if (line.startsWith('FROM ')) all.push([])
  all.at(-1)?.push(line)
  return all
}, [])
const said = (instruction: string) =>
  (stages.at(-1) ?? []).filter((line) => line.startsWith(`${instruction} `)).map((line) => line.split(/ (.*)/)[1])

test('the image that it makes is told the same as that of podid image', () => {
  const archive = Buffer.concat(ociArchive({ name: 'podid:1', version: '1', arch: 'amd64', layers: [] })).toString()
  const at = archive.indexOf('{"architecture"')
  const { config } = JSON.parse(archive.slice(at, archive.indexOf('\0', at)))
  expect(said('FROM')).toEqual(['scratch'])
  expect(said('USER')).toEqual([config.User])
  expect(said('ENV')).toEqual([config.Env.join(' ')])
  expect(said('ENTRYPOINT')).toEqual([JSON.stringify(config.Entrypoint)])
})

test('the program and its other names are where podid image puts them', () => {
  for (const it of programLayer(new Uint8Array())) {
    if (it.kind === 'link') expect(text).toContain(`ln -s ${it.to} /image/${it.path}`)
    if (it.kind === 'file') expect(text).toContain(` /image/${it.path}\n`)
  }
})

test('its packages are those of the script, and what it copies is there', () => {
  expect(text).toMatch(/^RUN \/deploy\/rootfs\.sh /m)
  expect(text).not.toContain('apt-get')
  for (const line of lines.filter((it) => it.startsWith('COPY ') && !it.includes('--from=')))
    expect(existsSync(join(root, line.split(' ')[1] ?? ''))).toBe(true)
  const named = new Set(lines.flatMap((line) => / AS (\w+)$/.exec(line)?.[1] ?? []))
  for (const [, from] of text.matchAll(/--from=(\w+)/g)) expect(named).toContain(from ?? '')
})

test('nothing that was built before, nor a secret of a working copy, gets into it', () => {
  const ignored = readFileSync(join(root, 'deploy/Dockerfile.dockerignore'), 'utf8').split('\n')
  for (const it of ['dist', 'node_modules', '.tmp', '.podid', '.git']) expect(ignored).toContain(it)
})
