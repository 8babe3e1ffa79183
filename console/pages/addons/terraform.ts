import type { creation } from './draft'

type Said = ReturnType<typeof creation>

/** The add-on as a resource of Terraform's AWS provider. */
export function terraformOf(said: Said): string {
  const { clusterName, addonName, addonVersion, configurationValues, resolveConflicts } = said
  const conflicts = resolveConflicts === 'PRESERVE' ? 'NONE' : resolveConflicts
  const lines = aligned([
    ['cluster_name', text(clusterName)],
    ['addon_name', text(addonName)],
    ['addon_version', text(addonVersion)],
    ...(configurationValues === undefined ? [] : [['configuration_values', text(configurationValues)] as const]),
    ['resolve_conflicts_on_create', text(conflicts)],
    ['resolve_conflicts_on_update', text(resolveConflicts)],
  ])
  return [
    `resource "aws_eks_addon" "${addonName.replaceAll('-', '_')}" {`,
    ...lines,
    ...(said.podIdentityAssociations ?? []).flatMap((it) => [
      '',
      '  pod_identity_association {',
      `    role_arn        = ${text(it.roleArn)}`,
      `    service_account = ${text(it.serviceAccount)}`,
      '  }',
    ]),
    ...tags(said.tags ?? {}),
    '}',
  ].join('\n')
}

function aligned(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`)
}

function tags(all: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(all)
  if (entries.length === 0) return []
  return ['', '  tags = {', ...entries.map(([key, value]) => `    ${text(key)} = ${text(value)}`), '  }']
}

/** A string of HCL: `${` and `%{` would begin a template. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{')
}
