/** How the webhook mutates and decides; the flags of the official webhook have the same meaning (agent-and-webhook.md B.2). */
export interface WebhookSettings {
  /** Of the annotations on service accounts and pods: `eks.amazonaws.com`. */
  readonly annotationPrefix: string
  /** AWS_DEFAULT_REGION and AWS_REGION where a container sets neither; '' for none. */
  readonly region: string
  /** Where a service account's annotation says nothing. */
  readonly regionalSts: boolean
  /** Seconds, where no annotation says more. */
  readonly tokenExpiration: number
  /** Of tokens for IAM roles for service accounts, where the service account's annotation says nothing. */
  readonly tokenAudience: string
  readonly tokenMountPath: string
  /** Completes role annotations that are no ARNs: a role's name and path. */
  readonly composeRoleArn?: { readonly partition: string; readonly account: string }
  readonly podIdentity: {
    readonly audience: string
    readonly mountPath: string
    readonly volumeName: string
    readonly tokenFile: string
    readonly fullUri: string
  }
  /** Where the pods' SDKs find the embedded services; absent (as by default): pods are told nothing of it. */
  readonly injectEndpoint?: {
    readonly url: string
    /** Where a container sets none and `region` is ''. */
    readonly region: string
    /** PEM of the authorities to trust at `url`; '' when the world's are enough. */
    readonly ca: string
  }
  /** Milliseconds that an admission may wait for the control plane's answer. */
  readonly askBudget: number
}

export const officialSettings: WebhookSettings = {
  annotationPrefix: 'eks.amazonaws.com',
  region: '',
  regionalSts: false,
  tokenExpiration: 86_400,
  tokenAudience: 'sts.amazonaws.com',
  tokenMountPath: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
  podIdentity: {
    audience: 'pods.eks.amazonaws.com',
    mountPath: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
    volumeName: 'eks-pod-identity-token',
    tokenFile: 'eks-pod-identity-token',
    fullUri: 'http://169.254.170.23/v1/credentials',
  },
  askBudget: 1_000,
}
