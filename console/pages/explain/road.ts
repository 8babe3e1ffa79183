import type { ExplainedLink } from '../../asking/podid-answers'

/** A link as the page shows it. `not looked at`: the road ended before it. */
export interface Step {
  readonly name: string
  /** What it asks, for who does not know the word. */
  readonly question: string
  readonly state: 'whole' | 'broken' | 'unknown' | 'not looked at'
  readonly reason?: string
  readonly remedy?: string
}

/** The links in the order of the road, as ExplainPodIdentity names them. `target role` is there only where an association has one. */
const questions: ReadonlyMap<string, string> = new Map([
  ['cluster', 'Is there such a cluster?'],
  ['active', 'Are its keys known?'],
  ['connector', 'Is its connector heard?'],
  ['keys', 'Do the keys that sign its tokens count?'],
  ['association', 'Has the service account a role?'],
  ['role', 'Is the role there?'],
  ['trust', 'Does its trust policy let EKS give it to this pod?'],
  ['target role', 'May the target role be assumed?'],
  ['add-on', 'Is the agent installed?'],
  ['service account', 'Is the service account there?'],
  ['pod', 'Is the pod there?'],
  ['injected', 'Was the pod given a pod identity when it was made?'],
  ['token', 'Does its token live long enough, and not too long?'],
  ['agent', 'Does the agent beside it answer?'],
])

const states = { WHOLE: 'whole', BROKEN: 'broken', UNKNOWN: 'unknown' } as const
/** What is asked of a pod only, or of some associations. */
const ofPods = ['pod', 'injected', 'token', 'agent']
const seldom = ['target role']

/** The whole road: what was answered, and between it and after it what was not looked at. */
export function roadOf(links: readonly ExplainedLink[], withPod: boolean): readonly Step[] {
  const said = new Map(links.map((it) => [it.name, it]))
  const steps: Step[] = []
  for (const [name, question] of questions) {
    const link = said.get(name)
    if (link !== undefined) steps.push(stepOf(link, question))
    else if (!seldom.includes(name) && (withPod || !ofPods.includes(name)))
      steps.push({ name, question, state: 'not looked at' })
  }
  // A server that knows more than this page is believed.
  for (const link of links) if (!questions.has(link.name)) steps.push(stepOf(link, ''))
  return steps
}

function stepOf({ name, state, reason, remedy }: ExplainedLink, question: string): Step {
  return { name, question, state: states[state], reason, remedy }
}

/** A piece of a remedy: words, or a command to copy. */
export interface Piece {
  readonly text: string
  readonly command: boolean
}

/** Remedies have commands in quotes: `Run "podid doctor blue", or …`. */
export function piecesOf(remedy: string): readonly Piece[] {
  return remedy
    .split('"')
    .map((text, at) => ({ text, command: at % 2 === 1 }))
    .filter(({ text }) => text !== '')
}

export interface Asked {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod?: string
}

/** The same from a terminal. */
export function commandFor(
  { cluster, namespace, serviceAccount, pod }: Asked,
  quoted: (text: string) => string,
): string {
  const words = ['podid', 'explain', quoted(cluster), quoted(namespace), quoted(serviceAccount)]
  return [...words, ...(pod === undefined ? [] : ['--pod', quoted(pod)])].join(' ')
}

/** Where in the console a broken link is mended, where there is such a place. */
export function mendedAt(
  name: string,
  { cluster, namespace, serviceAccount }: Asked,
  roleArn: string | undefined,
): { readonly to: string; readonly text: string } | undefined {
  const here = `/clusters/${encodeURIComponent(cluster)}`
  const role = /:role\/(?:.*\/)?([^/]+)$/.exec(roleArn ?? '')?.[1]
  if (name === 'cluster') return { to: '/clusters/+register', text: 'Register a cluster' }
  if (name === 'active' || name === 'connector' || name === 'keys') return { to: here, text: 'Look at the cluster' }
  if (name === 'add-on' || name === 'agent') return { to: `${here}/add-ons`, text: 'Go to its add-ons' }
  if (name === 'association')
    return {
      to: `${here}/associations/new?${new URLSearchParams({ namespace, serviceAccount })}`,
      text: 'Create the association',
    }
  if (name === 'trust' && role !== undefined)
    return { to: `/roles/${encodeURIComponent(role)}`, text: 'Change its trust policy' }
  if (name === 'target role') return { to: `${here}/access`, text: 'Go to its associations' }
  if (name === 'role') return { to: '/roles/new', text: 'Create the role' }
  return undefined
}
