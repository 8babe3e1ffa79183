/** AWS's own have no account in their ARN. */
export const isAwsManaged = (arn: string): boolean => /^arn:[\w-]+:iam::aws:policy\//.test(arn)

/** `arn:aws:iam::1:policy/a/b` → `b`. */
export const policyNameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
