import {
  CreateAddonCommand,
  CreatePodIdentityAssociationCommand,
  DescribeAddonCommand,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Shown, Step } from './stage'
import { type AwsClients, demo, unlessThere } from './world'

const files: readonly (readonly [string, string])[] = [
  ['readme.txt', 'These files live in a bucket of podid.\n'],
  ['reports/2026-10.csv', 'month,total\n2026-10,42\n'],
  ['reports/2026-11.csv', 'month,total\n2026-11,64\n'],
]

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
}

const permissions = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${demo.bucket}` },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${demo.bucket}/*` },
  ],
}

/** The steps of Amazon's announcement of EKS Pod Identity, through the public AWS API. Each may be repeated. */
export function awsSteps(aws: AwsClients): readonly Step[] {
  return [
    { title: 'Who am I?', commands: ['aws sts get-caller-identity'], run: () => whoAmI(aws) },
    {
      title: 'A bucket with a few files',
      commands: [
        `aws s3 mb s3://${demo.bucket}`,
        ...files.map(([name]) => `aws s3 cp ${name} s3://${demo.bucket}/${name}`),
      ],
      run: () => bucket(aws),
    },
    {
      title: 'A role that pods may have, and what it may do',
      commands: [
        `aws iam create-role --role-name ${demo.role} --assume-role-policy-document '${JSON.stringify(trust)}'`,
        `aws iam put-role-policy --role-name ${demo.role} --policy-name ${demo.policy} --policy-document '${JSON.stringify(permissions)}'`,
      ],
      run: () => role(aws),
    },
    {
      title: 'The agent, as an add-on of the cluster',
      commands: [
        `aws eks create-addon --cluster-name ${demo.cluster} --addon-name ${demo.addon} --addon-version ${demo.addonVersion}`,
        `aws eks wait addon-active --cluster-name ${demo.cluster} --addon-name ${demo.addon}`,
      ],
      run: () => addon(aws),
    },
    {
      title: `The association: pods of ${demo.namespace}/${demo.serviceAccount} act as the role`,
      commands: [
        `aws eks create-pod-identity-association --cluster-name ${demo.cluster} --namespace ${demo.namespace} --service-account ${demo.serviceAccount} --role-arn "$(aws iam get-role --role-name ${demo.role} --query Role.Arn --output text)"`,
      ],
      run: () => association(aws),
    },
  ]
}

async function whoAmI({ sts }: AwsClients): Promise<Shown> {
  const { Arn, Account } = await sts.send(new GetCallerIdentityCommand({}))
  return [`${Arn} of account ${Account}`]
}

async function bucket({ s3 }: AwsClients): Promise<Shown> {
  const made = await unlessThere(
    s3.send(new CreateBucketCommand({ Bucket: demo.bucket })).then(() => 'made'),
    () => 'was there already',
  )
  await Promise.all(
    files.map(([Key, Body]) =>
      s3.send(new PutObjectCommand({ Bucket: demo.bucket, Key, Body, ContentType: 'text/plain' })),
    ),
  )
  return [`s3://${demo.bucket} ${made}; ${files.length} files put`]
}

async function role({ iam }: AwsClients): Promise<Shown> {
  const Role = await unlessThere(
    iam
      .send(new CreateRoleCommand({ RoleName: demo.role, AssumeRolePolicyDocument: JSON.stringify(trust) }))
      .then((it) => it.Role),
    () => iam.send(new GetRoleCommand({ RoleName: demo.role })).then((it) => it.Role),
  )
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: demo.role,
      PolicyName: demo.policy,
      PolicyDocument: JSON.stringify(permissions),
    }),
  )
  return [`${Role?.Arn}`]
}

async function addon({ eks }: AwsClients): Promise<Shown> {
  const name = { clusterName: demo.cluster, addonName: demo.addon }
  const seen: string[] = []
  const made = await unlessThere(
    eks.send(new CreateAddonCommand({ ...name, addonVersion: demo.addonVersion })).then((it) => it.addon?.status),
    () => eks.send(new DescribeAddonCommand(name)).then((it) => it.addon?.status),
  )
  seen.push(String(made))
  const end = Date.now() + 30_000
  while (seen.at(-1) !== 'ACTIVE') {
    if (Date.now() > end)
      throw new Error(`The add-on is still ${seen.at(-1)} after 30 s; the messages of the agent are above.`)
    await Bun.sleep(100)
    const { addon: now } = await eks.send(new DescribeAddonCommand(name))
    if (now?.status !== seen.at(-1)) seen.push(String(now?.status))
    if (now?.status === 'CREATE_FAILED')
      throw new Error(now.health?.issues?.map((it) => it.message).join(' ') ?? 'The add-on failed.')
  }
  return [`${demo.addon} ${demo.addonVersion}: ${seen.join(' → ')}`]
}

async function association({ eks, iam }: AwsClients): Promise<Shown> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: demo.role }))
  const where = { clusterName: demo.cluster, namespace: demo.namespace, serviceAccount: demo.serviceAccount }
  const id = await unlessThere(
    eks
      .send(new CreatePodIdentityAssociationCommand({ ...where, roleArn: Role?.Arn }))
      .then((it) => it.association?.associationId),
    () => eks.send(new ListPodIdentityAssociationsCommand(where)).then((it) => it.associations?.[0]?.associationId),
  )
  return [`${id}: ${where.namespace}/${where.serviceAccount} → ${Role?.Arn}`]
}
