/** A tag as kept: keys are compared without case by STS and IAM, with their case by EKS. */
export interface Tag {
  readonly key: string
  readonly value: string
}
