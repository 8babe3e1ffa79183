import type { CreatePodIdentityAssociationRequest } from '@aws-sdk/client-eks'

type Said = Omit<CreatePodIdentityAssociationRequest, 'clientRequestToken'>

/** The association as a resource of Terraform's AWS provider. */
export function terraformOf(it: Said): string {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['cluster_name', text(it.clusterName)],
    ['namespace', text(it.namespace)],
    ['service_account', text(it.serviceAccount)],
    ['role_arn', text(it.roleArn)],
    ['target_role_arn', it.targetRoleArn && text(it.targetRoleArn)],
    ['disable_session_tags', it.disableSessionTags === true ? 'true' : undefined],
    ['policy', it.policy && text(it.policy)],
  ]
  const said = lines.filter((line): line is readonly [string, string] => Boolean(line[1]))
  const width = Math.max(...said.map(([name]) => name.length))
  return [
    `resource "aws_eks_pod_identity_association" "${nameOf(it.serviceAccount ?? '')}" {`,
    ...said.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    ...tags(it.tags ?? {}),
    '}',
  ].join('\n')
}

function tags(all: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(all)
  if (entries.length === 0) return []
  return ['', '  tags = {', ...entries.map(([key, value]) => `    ${text(key)} = ${text(value)}`), '  }']
}

/** A string of HCL: `${` and `%{` would begin a template. */
function text(value: string | undefined): string {
  return JSON.stringify(value ?? '').replaceAll(/([$%])\{/g, '$1$1{')
}

/** A name that Terraform takes: letters, digits, `_` and `-`, no digit first. */
function nameOf(serviceAccount: string): string {
  const plain = serviceAccount.replaceAll(/[^\w-]/g, '_')
  return /^[a-z_]/i.test(plain) ? plain : `_${plain}`
}
