import { afterEach, expect, test } from 'bun:test'
import { X509Certificate } from 'node:crypto'
import { createLog } from '../../../program'
import { authorityLife, overlap } from './authorities'
import { certificateLife, type KeptCertificate, keepCertificate } from './keep'
import { placeInMemory } from './place.test-support'

const log = createLog({ format: 'json', level: 'silent' })
const open: KeptCertificate[] = []
afterEach(() => {
  for (const it of open.splice(0)) it.stop()
})

function clock() {
  const time = { now: Date.now() }
  return { time, now: () => time.now }
}

async function keep(place: ReturnType<typeof placeInMemory>, now: () => number): Promise<KeptCertificate> {
  const kept = await keepCertificate({ place, names: ['podid-connector.podid-system.svc'], now, log })
  open.push(kept)
  return kept
}

const certificates = (bundle: string): X509Certificate[] =>
  (bundle.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).map((it) => new X509Certificate(it))
/** Whether what is shown is good at that moment for somebody who trusts the bundle. */
function isTrusted({ current }: KeptCertificate, bundle: string, now: number): boolean {
  const [leaf] = certificates(current().cert)
  return (
    leaf !== undefined &&
    Date.parse(leaf.validTo) > now &&
    leaf.checkHost('podid-connector.podid-system.svc') !== undefined &&
    certificates(bundle).some((it) => Date.parse(it.validTo) > now && leaf.verify(it.publicKey))
  )
}

test('replicas that start at once share one authority, and each has a key of its own', async () => {
  const place = placeInMemory()
  const { now } = clock()
  const replicas = await Promise.all([keep(place, now), keep(place, now), keep(place, now)])
  expect(new Set(replicas.map((it) => it.bundle())).size).toBe(1)
  expect(new Set(replicas.map((it) => it.current().key)).size).toBe(3)
  for (const it of replicas) expect(isTrusted(it, replicas[0]?.bundle() ?? '', now())).toBe(true)
})

test('a certificate is renewed when a third of its life is left, and not before', async () => {
  const place = placeInMemory()
  const { time, now } = clock()
  const kept = await keep(place, now)
  const shown: string[] = []
  kept.onCertificate((it) => shown.push(it.cert))
  const first = kept.current().cert
  time.now += (certificateLife * 2) / 3 - 60_000
  await kept.look()
  expect(kept.current().cert).toBe(first)
  time.now += 120_000
  await kept.look()
  expect(kept.current().cert).not.toBe(first)
  expect(shown).toEqual([kept.current().cert])
})

test('over three years a slow replica and an API server that is a while behind never lose trust', async () => {
  const place = placeInMemory()
  const { time, now } = clock()
  const replicas = [await keep(place, now), await keep(place, now)]
  const bundles = new Set<string>()
  let trusted = replicas[0]?.bundle() ?? ''
  const end = time.now + 3 * authorityLife
  for (let step = 0; time.now < end; step += 1) {
    for (const it of replicas) if (it === replicas[0] || step % 3 === 0) await it.look()
    // What the API server was told half of the overlap ago.
    for (const it of replicas) expect(isTrusted(it, trusted, time.now)).toBe(true)
    trusted = replicas[0]?.bundle() ?? ''
    bundles.add(trusted)
    time.now += overlap / 2
  }
  // Each authority in turn: alone, with its successor, and as the former.
  expect(bundles.size).toBeGreaterThan(8)
  expect(certificates(trusted).length).toBeLessThanOrEqual(3)
}, 300_000)

test('what was lost is written back, what is spoilt is replaced, and the bundle stays', async () => {
  const place = placeInMemory()
  const { now } = clock()
  const kept = await keep(place, now)
  const bundle = kept.bundle()
  let changes = 0
  kept.onBundle(() => {
    changes += 1
  })
  const data = place.kept?.data ?? {}
  const stranger = placeInMemory()
  await keep(stranger, now)
  const spoilt = [
    undefined,
    {},
    { ...data, 'ca.crt': 'x' },
    { ...data, 'ca.key': 'x' },
    { ...data, 'ca.key': stranger.kept?.data['ca.key'] ?? '' },
    { ...data, 'ca.crt': kept.current().cert, 'ca.key': kept.current().key },
  ]
  for (const it of spoilt) {
    place.kept = it === undefined ? undefined : { version: `spoilt ${spoilt.indexOf(it)}`, data: it }
    await kept.look()
    expect(place.kept?.data).toEqual(data)
    expect(kept.bundle()).toBe(bundle)
  }
  expect(changes).toBe(0)
})

test('another authority in its place is followed at once', async () => {
  const [place, other] = [placeInMemory(), placeInMemory()]
  const { now } = clock()
  const [kept, foreign] = [await keep(place, now), await keep(other, now)]
  let changes = 0
  kept.onBundle(() => {
    changes += 1
  })
  place.kept = other.kept
  await kept.look()
  expect(changes).toBe(1)
  expect(isTrusted(kept, foreign.bundle(), now())).toBe(true)
})

test('while the place is away the certificate is renewed all the same', async () => {
  const place = placeInMemory()
  const { time, now } = clock()
  const kept = await keep(place, now)
  const first = kept.current().cert
  place.away = true
  time.now += certificateLife
  await kept.look()
  expect(kept.current().cert).not.toBe(first)
  expect(isTrusted(kept, kept.bundle(), time.now)).toBe(true)
  expect(keep(place, now)).rejects.toThrow('away')
})
