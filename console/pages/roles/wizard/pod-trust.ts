import { podStatement } from '../trust/fit'

/** Which pods a role is for; what is empty is not asked for. Names may be several, between commas, and hold `*`. */
export interface Whose {
  readonly clusters: string
  readonly namespaces: string
  readonly serviceAccounts: string
}

export interface Here {
  readonly partition: string
  readonly region: string
  readonly account: string
}

type Conditions = Record<string, Record<string, string | readonly string[]>>

/**
 * The trust policy of a role for pods, with conditions on the cluster's ARN and on the tags that EKS gives to the session:
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function podTrust(whose: Whose, here: Here): string {
  const condition: Conditions = {}
  const clusters = namesIn(whose.clusters).map(
    (name) => `arn:${here.partition}:eks:${here.region}:${here.account}:cluster/${name}`,
  )
  put(condition, clusters, 'ArnEquals', 'ArnLike', 'aws:SourceArn')
  put(condition, namesIn(whose.namespaces), 'StringEquals', 'StringLike', 'aws:RequestTag/kubernetes-namespace')
  put(
    condition,
    namesIn(whose.serviceAccounts),
    'StringEquals',
    'StringLike',
    'aws:RequestTag/kubernetes-service-account',
  )
  const statement = { Sid: 'AllowEksAuthToAssumeRoleForPodIdentity', ...podStatement }
  const whole = Object.keys(condition).length === 0 ? statement : { ...statement, Condition: condition }
  return JSON.stringify({ Version: '2012-10-17', Statement: [whole] }, null, 2)
}

function put(condition: Conditions, values: readonly string[], exact: string, like: string, key: string): void {
  const [first, ...more] = values
  if (first === undefined) return
  const operator = values.some((it) => /[*?]/.test(it)) ? like : exact
  condition[operator] = { ...condition[operator], [key]: more.length === 0 ? first : values }
}

export function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(',').map((it) => it.trim()))].filter((it) => it !== '')
}

/** What is wrong with names as they are typed. */
export function namesFault(text: string, of: 'clusters' | 'objects'): string | undefined {
  const fits = of === 'clusters' ? /^[\w*?-]{1,100}$/ : /^[a-z0-9*?]([a-z0-9.*?-]{0,251}[a-z0-9*?])?$/
  const wrong = namesIn(text).find((it) => !fits.test(it))
  return wrong === undefined ? undefined : `No name is like ${wrong}.`
}
