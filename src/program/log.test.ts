import { expect, test } from 'bun:test'
import { createLog } from './log'
import { createMetrics, serveMetrics } from './metrics'
import { stopInOrder } from './stop'

function logged(work: (log: ReturnType<typeof createLog>) => void, format: 'json' | 'pretty' = 'json'): string {
  const lines: string[] = []
  work(createLog({ format, level: 'debug', to: { write: (line) => lines.push(line) } }))
  return lines.join('')
}

test('secrets are hidden at the top and below', () => {
  const written = logged((log) => {
    log.info({ token: 'T1', credentials: { secretAccessKey: 'S1', sessionToken: 'S2' } }, 'said')
    log.info({ request: { headers: { authorization: 'A1', 'x-amz-security-token': 'X1' } } }, 'said')
  })
  for (const secret of ['T1', 'S1', 'S2', 'A1', 'X1']) expect(written).not.toContain(`"${secret}"`)
  expect(written).toContain('[secret]')
})

test('JSON has the level as a word and the time as ISO 8601', () => {
  const line = JSON.parse(logged((log) => log.warn({ a: 1 }, 'said')))
  expect(line).toMatchObject({ level: 'warn', a: 1, msg: 'said' })
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

test('metrics are served at /metrics and nowhere else', async () => {
  const metrics = createMetrics()
  const count = metrics.counter('things_total', 'Things.', ['kind', 'code'])
  const observe = metrics.histogram('things_seconds', 'Seconds.', [0.1, 1])
  count('a', '200')
  count('a', '200')
  observe(0.5)
  const served = serveMetrics(metrics, { host: '127.0.0.1', port: 0 })
  const text = await (await fetch(served.url)).text()
  expect(text).toContain('things_total{kind="a",code="200"} 2')
  expect(text).toContain('things_seconds_bucket{le="1"} 1')
  expect(text).toContain('process_resident_memory_bytes')
  expect((await fetch(served.url.replace('/metrics', '/'))).status).toBe(404)
  await served.stop()
})

test('everything is stopped in order, whatever fails or lingers', async () => {
  const stopped: string[] = []
  const written: string[] = []
  const log = createLog({ format: 'json', level: 'warn', to: { write: (line) => written.push(line) } })
  await stopInOrder(
    [
      { name: 'first', stop: () => void stopped.push('first') },
      {
        name: 'failing',
        stop: () => {
          throw new Error('no')
        },
      },
      { name: 'lingering', stop: () => new Promise(() => {}) },
      { name: 'last', stop: () => void stopped.push('last') },
    ],
    40,
    log,
  )
  expect(stopped).toEqual(['first', 'last'])
  expect(written.join('')).toContain('failing')
  expect(written.join('')).toContain('lingering')
})
