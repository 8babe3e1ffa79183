import { describe, expect, test } from 'bun:test'
import { putAddonState } from '../podid/put-addon-state'
import { watchCluster } from '../podid/watch-cluster'
import { structure } from '../said'
import { catalogue, type KnownAddon } from './addon-catalogue'
import { readConfiguration } from './addon-configuration'
import { createAddon } from './create-addon'
import { describeAddon } from './describe-addon'
import { describeAddonConfiguration } from './describe-addon-configuration'
import { blue } from './eks.test-support'
import { updateAddon } from './update-addon'

const agent: KnownAddon = catalogue.get('eks-pod-identity-agent') ?? never()
const told = (values: string): unknown => {
  try {
    return readConfiguration(values, agent)
  } catch (error) {
    return Object(error).message
  }
}
const invalid = 'ConfigurationValue provided in request is not supported: '
const unfit = `${invalid}Json schema validation failed with error: `

describe('what configurationValues may say', () => {
  test.each([
    ['{}', {}],
    ['{"agent":{"maxCacheSize":5}}', { agent: { maxCacheSize: 5 } }],
    [
      'agent:\n  logLevel: debug\n  maxCredentialRetentionBeforeRenewal: 90m\n',
      {
        agent: { logLevel: 'debug', maxCredentialRetentionBeforeRenewal: '90m' },
      },
    ],
    ['# nothing\n{}', {}],
  ])('%p', (values, read) => {
    expect(told(values)).toEqual(read)
  })

  test.each([
    ['null', '[$: null found, object expected]'],
    ['', '[$: null found, object expected]'],
    ['[]', '[$: array found, object expected]'],
    ['text', '[$: string found, object expected]'],
    ['1', '[$: integer found, object expected]'],
    ['{"agent":{"maxCacheSize":"5"}}', '[$.agent.maxCacheSize: string found, integer expected]'],
    ['agent:\n  maxCacheSize: .inf', '[$.agent.maxCacheSize: number found, integer expected]'],
    ['{"agent":{"maxCacheSize":0}}', '[$.agent.maxCacheSize: must have a minimum value of 1]'],
    ['{"agent":{"maxCacheSize":1000001}}', '[$.agent.maxCacheSize: must have a maximum value of 1000000]'],
    ['agent: {logFormat: auto}', '[$.agent.logFormat: does not have a value in the enumeration [json, pretty]]'],
    [
      'agent: {maxCredentialRetentionBeforeRenewal: 3}',
      '[$.agent.maxCredentialRetentionBeforeRenewal: integer found, string expected]',
    ],
    [
      'agent: {maxCredentialRetentionBeforeRenewal: soon}',
      '[$.agent.maxCredentialRetentionBeforeRenewal: does not match the regex pattern ^[0-9]{1,6}[smhd]$]',
    ],
    [
      '{"tolerations":[],"agent":{"port":1}}',
      '[$.tolerations: is not defined in the schema and the schema does not allow additional properties, $.agent.port: is not defined in the schema and the schema does not allow additional properties]',
    ],
    [
      '{"__proto__":{"agent":{}}}',
      '[$.__proto__: is not defined in the schema and the schema does not allow additional properties]',
    ],
  ])('not %p', (values, why) => {
    expect(told(values)).toBe(unfit + why)
  })

  const neither = `${invalid}It is neither valid JSON nor valid YAML.`
  test.each([
    ['two documents', '{}\n---\n{}', neither],
    ['a key twice', 'agent: {}\nagent: {}', neither],
    ['an alias', 'agent: &a {}\nother: *a', neither],
    ['a tag', 'agent: !!js/function "x"', neither],
    ['a key that is a list', '? [a]\n: b', neither],
    ['no end of brackets', '['.repeat(8000), neither],
    ['no end of lists', '- '.repeat(4000), `${unfit}[$: array found, object expected]`],
    ['half a text', '{"agent"', neither],
    ['too much', `{}${' '.repeat(8_192)}`, `${invalid}It is longer than 8192 characters.`],
    ['what no text has', '{"a":"\0"}', `${invalid}It holds characters that no text has.`],
  ])('nor %s', (_, values, why) => {
    expect(told(values)).toBe(why)
  })

  test('no more than five mistakes are told', () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, 1])))
    expect(String(told(many)).split('is not defined').length - 1).toBe(5)
  })
})

test('it is kept as given, told to the connector as JSON, and taken away by ""', async () => {
  const { world } = await blue()
  const named = { clusterName: 'blue', addonName: agent.name }
  const yaml = 'agent:\n  logLevel: debug # loud\n'
  const shown = async () => structure((await world.call(describeAddon, named)).addon).configurationValues
  const watched = async () => {
    const { addons } = await world.call(watchCluster, { clusterName: 'blue' })
    return structure(Array.isArray(addons) ? addons[0] : undefined).configurationValues
  }
  expect(await world.refusal(createAddon, { ...named, configurationValues: '{"x":1}' })).toStartWith(
    `InvalidParameterException: ${unfit}[$.x: `,
  )
  await world.call(createAddon, { ...named, configurationValues: yaml })
  expect([await shown(), await watched()]).toEqual([yaml, '{"agent":{"logLevel":"debug"}}'])
  const change = async (configurationValues?: string) => {
    await world.call(putAddonState, { ...named, status: 'ACTIVE' })
    return world.call(updateAddon, { ...named, configurationValues })
  }
  await change()
  expect(await shown()).toBe(yaml)
  expect(await change('- x').catch((why) => why.message)).toStartWith(unfit)
  await change('')
  expect([await shown(), await watched()]).toEqual([undefined, undefined])
})

test('DescribeAddonConfiguration tells the schema, and the service accounts that may have roles', async () => {
  const { world } = await blue()
  const ask = (addonName: string, addonVersion: string) =>
    world.call(describeAddonConfiguration, { addonName, addonVersion })
  const answer = await ask(agent.name, 'v1.3.10-eksbuild.1')
  expect(answer).toMatchObject({ addonName: agent.name, podIdentityConfiguration: [] })
  expect(JSON.parse(String(answer.configurationSchema))).toEqual(agent.schema)
  expect(await ask('aws-ebs-csi-driver', 'v1.35.0-eksbuild.1')).toMatchObject({
    podIdentityConfiguration: [
      {
        serviceAccount: 'ebs-csi-controller-sa',
        recommendedManagedPolicies: ['arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy'],
      },
    ],
  })
  expect(await ask('aws-ebs-csi-driver', 'v1.30.0-eksbuild.1')).toMatchObject({ podIdentityConfiguration: [] })
  const refused = (addonName: string, addonVersion: string) =>
    world.refusal(describeAddonConfiguration, { addonName, addonVersion })
  expect(await refused('none', 'v1.0.0-eksbuild.1')).toBe('InvalidParameterException: Addon specified is not supported')
  expect(await refused(agent.name, '1')).toBe('InvalidParameterException: Addon version specified is not supported')
})

function never(): never {
  throw new Error('It is in the catalogue.')
}
