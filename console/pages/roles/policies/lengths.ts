// Characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html

export const trustLength = 2_048
/** Of all inline policies of a role together. */
export const inlineLength = 10_240
/** Managed policies that a role may have attached. */
export const mostAttached = 10
