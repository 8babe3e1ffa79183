import { isObject, type KubeObject } from '../../kubernetes'

/**
 * The object without the field that a conflict of server-side apply names, such as `.spec.template.spec.containers[name="agent"].image`:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts. The whole object when there is no such field in it.
 */
export function withoutField(object: KubeObject, path: string): KubeObject {
  const steps = stepsOf(path)
  const left = steps === undefined || steps.length === 0 ? object : without(object, steps)
  return isObject(left) ? left : object
}

type Step =
  | { readonly member: string }
  | { readonly keys: Readonly<Record<string, unknown>> }
  | { readonly value: unknown }

function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = []
  let rest = path
  while (rest !== '') {
    const member = /^\.([^.[]+)/.exec(rest)
    const inside = /^\[([^\]]*(?:"(?:[^"\\]|\\.)*"[^\]]*)*)\]/.exec(rest)
    if (member !== null) steps.push({ member: member[1] ?? '' })
    else if (inside !== null) {
      const step = selectorOf(inside[1] ?? '')
      if (step === undefined) return undefined
      steps.push(step)
    } else return undefined
    rest = rest.slice((member ?? inside)?.[0].length)
  }
  return steps
}

/** `name="agent"`, `containerPort=80,protocol="TCP"`, or `="value"` of a set. */
function selectorOf(text: string): Step | undefined {
  const keys: Record<string, unknown> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([^=,]*)=("(?:[^"\\]|\\.)*"|[^,]*)(?:,|$)/g)) {
    const read = json(value)
    if (name === '') return { value: read }
    keys[name] = read
  }
  return Object.keys(keys).length === 0 ? undefined : { keys }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function without(value: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return value
  if ('member' in step) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const { [step.member]: inner, ...others }: Record<string, unknown> = { ...value }
    if (inner === undefined) return value
    // A member at the end goes; else what is left of it stays.
    if (rest.length > 0) return { ...value, [step.member]: without(inner, rest) }
    return others
  }
  if (!Array.isArray(value)) return value
  const isIt = (item: unknown): boolean =>
    'value' in step ? item === step.value : Object.entries(step.keys).every(([name, it]) => Object(item)[name] === it)
  return rest.length === 0 ? value.filter((it) => !isIt(it)) : value.map((it) => (isIt(it) ? without(it, rest) : it))
}
