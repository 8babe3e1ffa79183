import { name, type Piece, word } from './pieces'

/** One condition as it is written. */
export interface WrittenCondition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

/** How operators compare, between what is asked and a value. */
const comparing: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is, in whatever case,',
  StringNotEqualsIgnoreCase: 'is not, in whatever case,',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
  Bool: 'is',
  BinaryEquals: 'is, in base64,',
  IpAddress: 'is within',
  NotIpAddress: 'is not within',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  ArnNotEquals: 'is not like',
  ArnNotLike: 'is not like',
}

/** What well-known keys mean; any other is shown as it is. */
const meanings: Readonly<Record<string, string>> = {
  'aws:requesttag/kubernetes-namespace': "the pod's namespace",
  'aws:requesttag/kubernetes-service-account': "the pod's service account",
  'aws:requesttag/kubernetes-pod-name': "the pod's name",
  'aws:requesttag/kubernetes-pod-uid': "the pod's UID",
  'aws:requesttag/eks-cluster-name': "the cluster's name",
  'aws:requesttag/eks-cluster-arn': "the cluster's ARN",
  'aws:principaltag/kubernetes-namespace': "the pod's namespace",
  'aws:principaltag/kubernetes-service-account': "the pod's service account",
  'aws:principaltag/kubernetes-pod-name': "the pod's name",
  'aws:principaltag/kubernetes-pod-uid': "the pod's UID",
  'aws:principaltag/eks-cluster-name': "the cluster's name",
  'aws:principaltag/eks-cluster-arn': "the cluster's ARN",
  'aws:sourcearn': 'the resource that asks',
  'aws:sourceaccount': 'the account that asks',
  'aws:sourceip': 'the address it comes from',
  'aws:currenttime': 'the time',
  'aws:securetransport': 'use of TLS',
  'aws:multifactorauthpresent': 'use of a second factor',
  'aws:principalarn': 'who asks',
  'aws:principalaccount': 'the account of who asks',
  'aws:resourceaccount': 'the account of the resource',
  'aws:requestedregion': 'the region',
  's3:prefix': 'the prefix that is listed',
  'sts:externalid': 'the external ID',
  'sts:rolesessionname': "the session's name",
}

/** `the pod's namespace (aws:RequestTag/kubernetes-namespace) is payments` */
export function conditionInWords({ operator, key, values }: WrittenCondition): readonly Piece[] {
  const [, set, rest = ''] = /^(ForAllValues:|ForAnyValue:)?(.*)$/s.exec(operator) ?? []
  if (rest === 'Null') return [...keyInWords(key), word(isThere(values))]
  const orAbsent = rest.endsWith('IfExists')
  const bare = orAbsent ? rest.slice(0, -'IfExists'.length) : rest
  const how = comparing[bare]
  if (how === undefined)
    return [...keyInWords(key), word('compares by'), name(operator), word('with'), ...either(values)]
  return [
    ...(set === 'ForAllValues:' ? [word('every value of')] : set === 'ForAnyValue:' ? [word('some value of')] : []),
    ...keyInWords(key),
    word(how),
    ...either(values, how.includes('not') ? 'nor' : 'or'),
    ...(orAbsent ? [word('or it is not there')] : []),
  ]
}

function isThere(values: readonly string[]): string {
  if (values.length !== 1) return 'is there or not'
  return values[0]?.toLowerCase() === 'true' ? 'is not there' : 'is there'
}

function keyInWords(key: string): readonly Piece[] {
  const meaning = meanings[key.toLowerCase()]
  return meaning === undefined ? [name(key)] : [word(meaning), word('('), name(key), word(')')]
}

/** `a`, `a or b`, `a, b or c`. */
export function either(values: readonly string[], between: 'or' | 'nor' | 'and' = 'or'): readonly Piece[] {
  if (values.length === 0) return [word('nothing')]
  return values.flatMap((value, at) =>
    at === 0 ? [name(value)] : [word(at === values.length - 1 ? between : ','), name(value)],
  )
}
