import { expect, test } from 'bun:test'
import { commandOf, kebab, quoted } from './aws-command'

test('a call is the AWS CLI’s command', () => {
  const input = {
    clusterName: 'blue',
    roleArn: 'arn:aws:iam::000000000000:role/app',
    disableSessionTags: false,
    tags: { team: "o'hara" },
    policy: undefined,
  }
  expect(commandOf('eks', 'CreatePodIdentityAssociation', input)).toBe(
    [
      'aws eks create-pod-identity-association',
      '--cluster-name blue',
      '--role-arn arn:aws:iam::000000000000:role/app',
      '--no-disable-session-tags',
      `--tags '{"team":"o'\\''hara"}'`,
    ].join(' \\\n  '),
  )
})

test('names are in kebab case as the CLI has them', () => {
  expect(['roleArn', 'PolicyARN', 'ActionNames', 'clientRequestToken'].map(kebab)).toEqual([
    'role-arn',
    'policy-arn',
    'action-names',
    'client-request-token',
  ])
})

test('whatever is said stays one word of the shell', async () => {
  for (const text of ['', 'a b', '$(id)', '`id`', "it's", 'a"b', 'x;y', '-rf', '\n', '*', '~', '\\']) {
    const said = Bun.spawnSync(['sh', '-c', `printf %s ${quoted(text)}`])
    expect(new TextDecoder().decode(said.stdout)).toBe(text)
  }
})
