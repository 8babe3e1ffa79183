import { laidOut } from './policies/document'

type Value = string | number | Readonly<Record<string, string>> | undefined

/** `aws_iam_role` and what hangs on it, for Terraform's AWS provider. */
export function resource(type: string, role: string, values: Readonly<Record<string, Value>>): string {
  const said = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
      ? []
      : [[name, value] as const],
  )
  const width = Math.max(...said.map(([name]) => name.length))
  const lines = said.map(([name, value]) => `  ${name.padEnd(width)} = ${written(name, value)}`)
  return [`resource "${type}" "${nameOf(role)}" {`, ...lines, '}'].join('\n')
}

/** How another resource speaks of the role. */
export const reference = (role: string): string => `\${aws_iam_role.${nameOf(role)}.name}`

function written(name: string, value: Exclude<Value, undefined>): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object')
    return `{\n${Object.entries(value)
      .map(([key, it]) => `    ${text(key)} = ${text(it)}`)
      .join('\n')}\n  }`
  if (name === 'policy' || name === 'assume_role_policy') return policy(value)
  const [, referred] = /^\$\{(aws_iam_role\.[\w-]+\.\w+)\}$/.exec(value) ?? []
  return referred ?? text(value)
}

/** JSON is an expression of HCL where its strings begin no template. */
function policy(document: string): string {
  const json = laidOut(document).replaceAll(/([$%])\{/g, '$1$1{')
  return `jsonencode(${json.split('\n').join('\n  ')})`
}

/** A string of HCL: `${` and `%{` would begin a template. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{')
}

/** A name that Terraform takes: letters, digits, `_` and `-`, no digit first. */
function nameOf(role: string): string {
  const plain = role.replaceAll(/[^\w-]/g, '_')
  return /^[a-z_]/i.test(plain) ? plain : `_${plain}`
}
