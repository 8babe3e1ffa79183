import { compile, isFault, type Policy } from './compile'
import { type Node, parseJson } from './json'
import { actionFits, type Statement } from './statement'

/** Who a trust policy names, in order, deny statements included. */
export function principalsOf(
  policy: Policy,
): readonly { readonly kind: 'AWS' | 'Service' | 'Federated'; readonly value: string }[] {
  return policy.document.statements.flatMap(({ principals }) => {
    if (principals === undefined) return []
    if (principals.written === '*') return [{ kind: 'AWS' as const, value: '*' }]
    const { written } = principals
    return (['AWS', 'Service', 'Federated'] as const).flatMap((kind) =>
      (written.get(kind) ?? []).map((value) => ({ kind, value })),
    )
  })
}

/** Whether a trust policy, its conditions left aside, lets a service do all the actions: what EKS checks when an association is made. */
export function trustFits(text: string, service: string, actions: readonly string[]): boolean {
  const policy = compile(text, 'trust policy')
  return !isFault(policy) && actions.every((action) => policy.statements.some((it) => allows(it, service, action)))
}

/** The same whatever the conditions are: by statements without any, and with none that denies. */
export function trustFitsAlways(text: string, service: string, actions: readonly string[]): boolean {
  const policy = compile(text, 'trust policy')
  if (isFault(policy) || policy.statements.some(({ effect }) => effect === 'Deny')) return false
  const always = policy.statements.filter(({ conditions }) => conditions.length === 0)
  return actions.every((action) => always.some((it) => allows(it, service, action)))
}

function allows({ effect, principals, actions }: Statement, service: string, action: string): boolean {
  return (
    effect === 'Allow' &&
    principals !== undefined &&
    !principals.not &&
    principals.written !== '*' &&
    (principals.written.get('Service') ?? []).includes(service) &&
    actionFits(actions, action.toLowerCase())
  )
}

/** The text with each AWS principal replaced by what `map` answers for it; everything else stays as it is written. */
export function replacePrincipals(text: string, map: (principal: string) => string): string {
  const places = new Map<Node, string>()
  for (const node of awsPrincipals(parseJson(text))) {
    if (typeof node.value !== 'string') continue
    const other = map(node.value)
    if (other !== node.value) places.set(node, other)
  }
  let result = text
  for (const [node, other] of [...places].sort(([left], [right]) => right.start - left.start)) {
    result = result.slice(0, node.start) + JSON.stringify(other) + result.slice(node.end)
  }
  return result
}

function awsPrincipals(document: Node): readonly Node[] {
  return listed(member(document, 'Statement')).flatMap((statement) =>
    ['Principal', 'NotPrincipal'].flatMap((name) => listed(member(member(statement, name), 'AWS'))),
  )
}

function member(node: Node | undefined, name: string): Node | undefined {
  return node?.value instanceof Map ? node.value.get(name) : undefined
}

function listed(node: Node | undefined): readonly Node[] {
  if (node === undefined) return []
  return Array.isArray(node.value) ? (node.value as readonly Node[]) : [node]
}
