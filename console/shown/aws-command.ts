/** What can stand in a command line: lists, maps and structures go as JSON. */
export type Member = string | number | boolean | undefined | readonly unknown[] | { readonly [name: string]: unknown }

/** The AWS CLI's command for a call: options in kebab case, one a line; quoted for a POSIX shell. */
export function commandOf(service: string, operation: string, input: Readonly<Record<string, Member>>): string {
  const options = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [optionOf(name, value)]))
  return [`aws ${service} ${kebab(operation)}`, ...options].join(' \\\n  ')
}

function optionOf(name: string, value: Exclude<Member, undefined>): string {
  if (typeof value === 'boolean') return value ? `--${kebab(name)}` : `--no-${kebab(name)}`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `--${kebab(name)} ${quoted(text)}`
}

/** `roleArn` → `role-arn`, `PolicyARN` → `policy-arn`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
}

/** One word of a POSIX shell, whatever is in it. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
