import { describe, expect, test } from 'bun:test'
import { compile, isFault, validate } from '../../policy'
import type { Said } from '../operation'
import { awsManagedPolicies } from './aws-managed'
import { arn, document, newAccount, trust } from './iam.test-support'
import { policyByArn, policyTextByArn } from './managed-policies'

const at = new Date('2026-01-02T03:04:05Z')
const PolicyArn = arn('policy/a/Some')
const make = { PolicyName: 'Some', Path: '/a/', PolicyDocument: document, Description: 'about' }

describe('a managed policy', () => {
  test('is told as AWS tells it', async () => {
    const { call } = newAccount()
    const { Policy } = await call('CreatePolicy', make)
    const basics = {
      PolicyName: 'Some',
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      Arn: PolicyArn,
      Path: '/a/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: at,
      UpdateDate: at,
    }
    expect(Policy).toEqual(basics)
    expect(await call('GetPolicy', { PolicyArn })).toEqual({ Policy: { ...basics, Description: 'about', Tags: [] } })
    expect(await call('ListPolicies', { Scope: 'Local' })).toEqual({ Policies: [basics], IsTruncated: false })
    await call('DeletePolicy', { PolicyArn })
    expect(await call('ListPolicies', { Scope: 'Local' })).toEqual({ Policies: [], IsTruncated: false })
  })

  test('has versions, whose numbers are not used again', async () => {
    const { call, clock, store } = newAccount()
    await call('CreatePolicy', make)
    clock.now += 1000
    const other = document.replace('GetObject', '*')
    const add = (SetAsDefault?: boolean) =>
      call('CreatePolicyVersion', { PolicyArn, PolicyDocument: other, SetAsDefault })
    expect(await add()).toEqual({
      PolicyVersion: { VersionId: 'v2', IsDefaultVersion: false, CreateDate: new Date(clock.now) },
    })
    expect(await policyTextByArn(store, PolicyArn)).toBe(document)
    expect(await add(true)).toMatchObject({ PolicyVersion: { VersionId: 'v3', IsDefaultVersion: true } })
    expect(await policyTextByArn(store, PolicyArn)).toBe(other)
    await call('DeletePolicyVersion', { PolicyArn, VersionId: 'v2' })
    await call('SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v1' })
    await call('DeletePolicyVersion', { PolicyArn, VersionId: 'v3' })
    expect(await policyTextByArn(store, PolicyArn)).toBe(document)
    expect(await add()).toMatchObject({ PolicyVersion: { VersionId: 'v4' } })
    expect(await call('ListPolicyVersions', { PolicyArn })).toEqual({
      Versions: [
        { VersionId: 'v4', IsDefaultVersion: false, CreateDate: new Date(clock.now) },
        { VersionId: 'v1', IsDefaultVersion: true, CreateDate: at },
      ],
      IsTruncated: false,
    })
    expect(await call('GetPolicyVersion', { PolicyArn, VersionId: 'v4' })).toEqual({
      PolicyVersion: {
        VersionId: 'v4',
        IsDefaultVersion: false,
        CreateDate: new Date(clock.now),
        Document: encodeURIComponent(other).replaceAll('*', '%2A'),
      },
    })
    expect(await call('GetPolicy', { PolicyArn })).toMatchObject({ Policy: { UpdateDate: new Date(clock.now) } })
  })

  test('has tags, whose keys differ by case', async () => {
    const { call } = newAccount()
    await call('CreatePolicy', { ...make, Tags: [{ Key: 'a', Value: '1' }] })
    await call('TagPolicy', {
      PolicyArn,
      Tags: [
        { Key: 'A', Value: '2' },
        { Key: 'a', Value: '3' },
      ],
    })
    const Tags = [
      { Key: 'A', Value: '2' },
      { Key: 'a', Value: '3' },
    ]
    expect(await call('ListPolicyTags', { PolicyArn })).toEqual({ Tags, IsTruncated: false })
    await call('UntagPolicy', { PolicyArn, TagKeys: ['a'] })
    expect(await call('ListPolicyTags', { PolicyArn })).toMatchObject({ Tags: [{ Key: 'A' }] })
  })

  test('tells who uses it, once each', async () => {
    const { call } = newAccount()
    await call('CreatePolicy', make)
    await call('CreateRole', {
      RoleName: 'Both',
      AssumeRolePolicyDocument: trust,
      PermissionsBoundary: PolicyArn,
      Path: '/x/',
    })
    await call('AttachRolePolicy', { RoleName: 'both', PolicyArn })
    await call('CreateRole', { RoleName: 'Bound', AssumeRolePolicyDocument: trust, PermissionsBoundary: PolicyArn })
    await call('CreateUser', { UserName: 'Ann' })
    await call('AttachUserPolicy', { UserName: 'ann', PolicyArn })
    const who = async (more: Said): Promise<unknown> => {
      const told = await call('ListEntitiesForPolicy', { PolicyArn, ...more })
      const names = [told.PolicyRoles, told.PolicyUsers].flatMap((it) => (Array.isArray(it) ? it : []))
      return names.map((it) => it.RoleName ?? it.UserName)
    }
    expect(await who({})).toEqual(['Both', 'Bound', 'Ann'])
    expect(await who({ EntityFilter: 'Role' })).toEqual(['Both', 'Bound'])
    expect(await who({ EntityFilter: 'User' })).toEqual(['Ann'])
    expect(await who({ EntityFilter: 'Group' })).toEqual([])
    expect(await who({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['Both', 'Ann'])
    expect(await who({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['Both', 'Bound'])
    expect(await who({ PathPrefix: '/x/' })).toEqual(['Both'])
    const one = await call('ListEntitiesForPolicy', { PolicyArn, MaxItems: 2 })
    expect(one).toMatchObject({ IsTruncated: true, PolicyRoles: [{ RoleName: 'Both' }, { RoleName: 'Bound' }] })
    expect(await call('ListEntitiesForPolicy', { PolicyArn, MaxItems: 2, Marker: one.Marker })).toMatchObject({
      IsTruncated: false,
      PolicyRoles: [],
      PolicyUsers: [{ UserName: 'Ann' }],
    })
  })

  test('is listed by scope, path and use', async () => {
    const { call } = newAccount()
    for (const PolicyName of ['attached', 'boundary', 'idle']) await call('CreatePolicy', { ...make, PolicyName })
    await call('CreateUser', { UserName: 'u', PermissionsBoundary: arn('policy/a/boundary') })
    await call('AttachUserPolicy', { UserName: 'u', PolicyArn: arn('policy/a/attached') })
    await call('AttachUserPolicy', { UserName: 'u', PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' })
    const names = async (more: Said): Promise<unknown> => {
      const { Policies } = await call('ListPolicies', more)
      return Array.isArray(Policies) ? Policies.map((it) => it.PolicyName) : undefined
    }
    const aws = [...awsManagedPolicies.values()].map(({ name }) => name)
    expect(aws).toEqual([...aws].sort())
    expect(await names({})).toEqual([...aws, 'attached', 'boundary', 'idle'])
    expect(await names({ Scope: 'AWS' })).toEqual(aws)
    expect(await names({ Scope: 'Local' })).toEqual(['attached', 'boundary', 'idle'])
    expect(await names({ PathPrefix: '/a/' })).toEqual(['attached', 'boundary', 'idle'])
    expect(await names({ OnlyAttached: true })).toEqual(['AmazonS3FullAccess', 'attached'])
    expect(await names({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['boundary'])
  })
})

describe("AWS's managed policies", () => {
  test('are policies, known by their ARNs', async () => {
    const { store, call } = newAccount()
    for (const [PolicyArn, policy] of awsManagedPolicies) {
      const text = await policyTextByArn(store, PolicyArn)
      expect(validate(text ?? '', 'identity')).toBeUndefined()
      expect(isFault(compile(text ?? '', PolicyArn))).toBeFalse()
      expect(await policyByArn(store, PolicyArn)).toEqual(policy)
      expect(Number.isFinite(policy.createdAt) && Number.isFinite(policy.updatedAt)).toBeTrue()
      const version = { PolicyArn, VersionId: policy.defaultVersion }
      expect(await call('GetPolicyVersion', version)).toMatchObject({ PolicyVersion: { IsDefaultVersion: true } })
    }
    expect(await policyByArn(store, 'arn:aws:iam::aws:policy/None')).toBeUndefined()
    expect(await policyTextByArn(store, 'arn:aws:iam::aws:policy/None')).toBeUndefined()
  })
})
