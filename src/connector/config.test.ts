import { expect, test } from 'bun:test'
import { connectorConfig } from './config'

const must = { clusterName: 'blue', endpoint: 'https://podid.example.com', region: 'eu-west-1', image: 'reg/podid:1' }

test('the settings of the join manifest are enough', () => {
  expect(connectorConfig(must)).toMatchObject({
    ...must,
    failurePolicy: 'Ignore',
    port: 8443,
    metricsPort: 8080,
    startupTaint: false,
  })
})

test('all that is wrong is told at once, in words', () => {
  const told = (() => {
    try {
      connectorConfig({ endpoint: 'podid.example.com', failurePolicy: 'Maybe', askBudget: '9000' })
    } catch (why) {
      return String(why)
    }
  })()
  expect(told).toContain('--failure-policy must be one of Ignore, Fail')
  expect(told).toContain('--ask-budget must be a whole number from 10 to 4000')
  const missing = () => connectorConfig({ ...must, clusterName: undefined, image: undefined, endpoint: 'ftp://x' })
  for (const it of ['--cluster-name is missing', '--image is missing', '--endpoint must be the address'])
    expect(missing).toThrow(it)
})
