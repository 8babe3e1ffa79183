/** An ARN, taken apart. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string
  readonly service: string
  readonly region: string
  readonly account: string
  /** All after the fifth colon, `role/path/name` or `cluster/blue`. */
  readonly resource: string
}

/** Undefined when the text is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...rest] = text.split(':')
  const resource = rest.join(':')
  if (arn !== 'arn' || !partition || !service || region === undefined || account === undefined || resource === '')
    return undefined
  return { partition, service, region, account, resource }
}

export function roleArn(partition: string, account: string, path: string, name: string): string {
  return `arn:${partition}:iam::${account}:role${path}${name}`
}

export function userArn(partition: string, account: string, path: string, name: string): string {
  return `arn:${partition}:iam::${account}:user${path}${name}`
}

/** Role sessions drop the role's path. */
export function sessionArn(partition: string, account: string, roleName: string, sessionName: string): string {
  return `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`
}

/** The role's name at the end of its ARN, whatever its path; undefined when it is no role's ARN. */
export function roleNameOf(arn: string): string | undefined {
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('role/')) return undefined
  const name = parsed.resource.slice(parsed.resource.lastIndexOf('/') + 1)
  return name === '' ? undefined : name
}
