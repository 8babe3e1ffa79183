/** A command as people type it, after `aws`, and what it prints. */
export interface Typed {
  readonly command: string
  /** The whole of the output, but for spaces at the ends of lines; or what it must look like. */
  readonly prints?: string | RegExp
  /** What is told on the error output of a command that fails. */
  readonly complains?: string
  /** Keeps the output as `$name` for later commands. */
  readonly keep?: string
}

const account = '000000000000'
const role = `arn:aws:iam::${account}:role/typed`
const podRole = `arn:aws:iam::${account}:role/of-pods`
const arns = `arn:aws:eks:us-east-1:${account}`
const on = '--cluster-name local'

const sts: readonly Typed[] = [
  { command: 'sts get-caller-identity --query Arn --output text', prints: `arn:aws:iam::${account}:user/admin` },
  {
    command: 'sts get-caller-identity --query "[Account,Arn]" --output text',
    prints: `${account}\tarn:aws:iam::${account}:user/admin`,
  },
  {
    command: `sts assume-role --role-arn ${role} --role-session-name me --query AssumedRoleUser.Arn --output text`,
    complains: `(AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::${account}:user/admin is not authorized to perform: sts:AssumeRole on resource: ${role}`,
  },
]

const iam: readonly Typed[] = [
  {
    command:
      'iam create-role --role-name typed --assume-role-policy-document file://trust.json --tags Key=team,Value=a --query Role.Arn --output text',
    prints: role,
  },
  {
    command: 'iam get-role --role-name typed --query "Role.Tags[0]" --output json',
    prints: '{\n    "Key": "team",\n    "Value": "a"\n}',
  },
  {
    command:
      'iam get-role --role-name typed --query Role.AssumeRolePolicyDocument.Statement[0].Principal.Service --output text',
    prints: 'pods.eks.amazonaws.com',
  },
  {
    command: 'iam put-role-policy --role-name typed --policy-name read --policy-document file://read.json',
    prints: '',
  },
  { command: 'iam list-role-policies --role-name typed --output text', prints: 'POLICYNAMES\tread' },
  {
    command:
      'iam get-role-policy --role-name typed --policy-name read --query PolicyDocument.Statement[0].Action --output text',
    prints: 's3:GetObject',
  },
  {
    command: 'iam get-role --role-name nobody',
    complains: '(NoSuchEntity) when calling the GetRole operation: The role with name nobody cannot be found.',
  },
  {
    command: 'iam delete-role --role-name typed',
    complains:
      '(DeleteConflict) when calling the DeleteRole operation: Cannot delete entity, must delete policies first.',
  },
]

const eks: readonly Typed[] = [
  {
    command:
      'iam create-role --role-name of-pods --assume-role-policy-document file://trust.json --query Role.Arn --output text',
    prints: podRole,
  },
  { command: 'eks list-clusters --output text', prints: 'CLUSTERS\tlocal' },
  { command: 'eks describe-cluster --name local --query cluster.status --output text', prints: 'ACTIVE' },
  {
    command: `eks create-pod-identity-association ${on} --namespace default --service-account typed --role-arn ${podRole} --tags team=a,stage=x --query association.associationId --output text`,
    prints: /^a-[a-z0-9]{17}$/,
    keep: 'id',
  },
  {
    command: `eks list-pod-identity-associations ${on} --namespace default --service-account typed --query "associations[].[namespace,serviceAccount,associationId]" --output text`,
    prints: 'default\ttyped\t$id',
  },
  {
    command: `eks describe-pod-identity-association ${on} --association-id $id --query "association.{arn:associationArn,role:roleArn,tags:tags}" --output json`,
    prints: `{\n    "arn": "${arns}:podidentityassociation/local/$id",\n    "role": "${podRole}",\n    "tags": {\n        "team": "a",\n        "stage": "x"\n    }\n}`,
  },
  {
    command: `eks tag-resource --resource-arn ${arns}:podidentityassociation/local/$id --tags owner=me`,
    prints: '',
  },
  {
    command: `eks untag-resource --resource-arn ${arns}:podidentityassociation/local/$id --tag-keys team stage`,
    prints: '',
  },
  {
    command: `eks list-tags-for-resource --resource-arn ${arns}:podidentityassociation/local/$id --output text`,
    prints: 'TAGS\tme',
  },
  {
    command: `eks describe-pod-identity-association ${on} --association-id a-1`,
    complains:
      '(InvalidParameterException) when calling the DescribePodIdentityAssociation operation: The parameter associationId should be 19 characters long.',
  },
  {
    command: `eks create-pod-identity-association ${on} --namespace default --service-account typed --role-arn ${podRole}`,
    complains:
      '(ResourceInUseException) when calling the CreatePodIdentityAssociation operation: Association already exists: $id',
  },
  {
    command: `eks delete-pod-identity-association ${on} --association-id $id --query association.serviceAccount --output text`,
    prints: 'typed',
  },
  { command: `eks list-addons ${on} --output json`, prints: '{\n    "addons": []\n}' },
  {
    command:
      'eks describe-addon-versions --addon-name eks-pod-identity-agent --query "addons[0].[addonName,type]" --output text',
    prints: /^eks-pod-identity-agent\t\w+$/,
  },
  {
    command: 'eks describe-cluster --name nobody',
    complains:
      '(ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: nobody.',
  },
]

const s3: readonly Typed[] = [
  { command: 's3 mb s3://typed', prints: 'make_bucket: typed' },
  { command: 's3 cp read.json s3://typed/a/read.json --quiet', prints: '' },
  { command: 's3 ls s3://typed', prints: '                           PRE a/' },
  { command: 's3 ls s3://typed/a/', prints: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +\d+ read\.json$/ },
  { command: 's3 cp s3://typed/a/read.json -', prints: '$read' },
  {
    command: 's3api head-object --bucket typed --key a/read.json --query ContentType --output text',
    prints: 'application/json',
  },
  {
    command: 's3api get-bucket-policy --bucket typed',
    complains: '(NoSuchBucketPolicy) when calling the GetBucketPolicy operation: The bucket policy does not exist',
  },
  { command: 's3 sync s3://typed synced --quiet', prints: '' },
  { command: 's3 rb s3://typed --force', prints: 'delete: s3://typed/a/read.json\nremove_bucket: typed' },
]

/** Each in its order; what one needs, no other makes. */
export const typed: readonly (readonly Typed[])[] = [[...sts, ...iam], eks, s3]
