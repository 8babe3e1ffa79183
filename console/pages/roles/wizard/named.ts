// What IAM takes: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html

/** What is wrong with a role's name. */
export function roleNameFault(name: string): string | undefined {
  if (name === '') return 'Give the role a name.'
  if (name.length > 64) return 'At most 64 characters.'
  return /^[\w+=,.@-]+$/.test(name) ? undefined : 'Letters, digits and + = , . @ _ - only.'
}

/** What is wrong with the name of an inline policy. */
export function policyNameFault(name: string): string | undefined {
  if (name === '') return 'Give the policy a name.'
  if (name.length > 128) return 'At most 128 characters.'
  return /^[\w+=,.@-]+$/.test(name) ? undefined : 'Letters, digits and + = , . @ _ - only.'
}

export function descriptionFault(description: string): string | undefined {
  if (description.length > 1_000) return 'At most 1,000 characters.'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: tab, line feed and carriage return are what IAM takes of them
  return /^[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*$/.test(description)
    ? undefined
    : 'IAM takes Latin letters, digits and signs only.'
}

export function pathFault(path: string): string | undefined {
  if (path === '/') return undefined
  if (!path.startsWith('/') || !path.endsWith('/')) return 'A path begins and ends with a slash.'
  return path.length <= 512 && /^\/[\x21-\x7e]+\/$/.test(path) ? undefined : 'Printable letters and signs only.'
}
