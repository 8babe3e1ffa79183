const abouts: ReadonlyMap<string, string> = new Map([
  ['eks-pod-identity-agent', 'Gives pods their credentials, on every node. Pod Identity needs it.'],
  ['aws-ebs-csi-driver', 'Volumes on Amazon EBS.'],
  ['aws-efs-csi-driver', 'Volumes on Amazon EFS.'],
  ['aws-mountpoint-s3-csi-driver', 'Buckets of Amazon S3 as volumes.'],
  ['amazon-cloudwatch-observability', 'Metrics, logs and traces to Amazon CloudWatch.'],
  ['external-dns', 'DNS records for services and ingresses.'],
])

/** What the one that podid installs itself is called. */
export const agentAddon = 'eks-pod-identity-agent'

/** What an add-on is for. */
export function aboutAddon(name: string): string | undefined {
  return abouts.get(name)
}
