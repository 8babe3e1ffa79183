import { describe, expect, test } from 'bun:test'
import { creation, type Draft, update } from './draft'
import { terraformOf } from './terraform'

const of = { clusterName: 'blue', addonName: 'aws-ebs-csi-driver' }
const draft: Draft = {
  version: 'v1.35.0-eksbuild.1',
  settings: '',
  roles: { 'ebs-csi-controller-sa': '' },
  conflict: 'NONE',
  tags: [],
}
const roleArn = 'arn:aws:iam::000000000000:role/ebs'

describe('an add-on that is filled in', () => {
  test('says no more than was filled in', () => {
    expect<unknown>(creation(of, draft)).toEqual({ ...of, addonVersion: draft.version, resolveConflicts: 'NONE' })
    const more = { ...draft, settings: '{"a":1}', roles: { x: roleArn, y: '' }, tags: [{ key: 'k', value: 'v' }] }
    expect(creation(of, more)).toMatchObject({
      configurationValues: '{"a":1}',
      podIdentityAssociations: [{ serviceAccount: 'x', roleArn }],
      tags: { k: 'v' },
    })
  })

  test('a change says only what differs; no role at all is said, too', () => {
    const before = { ...draft, settings: '{"a":1}', roles: { x: roleArn } }
    expect<unknown>(update(of, before, before)).toEqual({ ...of, resolveConflicts: 'NONE' })
    expect<unknown>(update(of, before, { ...before, settings: '', roles: { x: '' }, conflict: 'PRESERVE' })).toEqual({
      ...of,
      configurationValues: '',
      podIdentityAssociations: [],
      resolveConflicts: 'PRESERVE',
    })
  })

  test('as Terraform: no text of it becomes a template', () => {
    const said = { ...draft, settings: '{"a":"${x}"}', roles: { x: roleArn }, tags: [{ key: 'k', value: '%{v' }] }
    expect(terraformOf(creation(of, said))).toBe(`resource "aws_eks_addon" "aws_ebs_csi_driver" {
  cluster_name                = "blue"
  addon_name                  = "aws-ebs-csi-driver"
  addon_version               = "v1.35.0-eksbuild.1"
  configuration_values        = "{\\"a\\":\\"$\${x}\\"}"
  resolve_conflicts_on_create = "NONE"
  resolve_conflicts_on_update = "NONE"

  pod_identity_association {
    role_arn        = "${roleArn}"
    service_account = "x"
  }

  tags = {
    "k" = "%%{v"
  }
}`)
  })
})
