import type { Identity } from '../../../domain'
import { compile, type Grants, isFault, type Policy, type PolicyFault, validate } from '../../../policy'
import type { Tables } from '../../../store'
import { Fault } from '../../fault'
import { nameAndPath } from '../attached-policies'
import { invalid } from '../faults'
import { policyTextByArn } from '../managed-policies'

// Documents under simulation, with the names that AWS gives them in its answers.

/** Documents of `PolicyInputList` or `PermissionsBoundaryPolicyInputList`. */
export function saidDocuments(member: string, texts: readonly string[] = []): readonly Policy[] {
  return texts.map((text, at) => {
    const source = `${member}.${at + 1}`
    return valid(source, text, validate(text, 'identity'))
  })
}

/** The one boundary that may be said. */
export function saidBoundary(texts: readonly string[] = []): Policy | undefined {
  if (texts.length > 1) throw invalid('The list of Permissions Boundary policies cannot exceed 1 items.')
  return saidDocuments('PermissionsBoundaryPolicyInputList', texts)[0]
}

/** A resource's policy or, having no `Resource`, a role's trust policy. */
export function saidResourcePolicy(text: string | undefined): Pick<Grants, 'resource' | 'trust'> {
  if (text === undefined) return {}
  if (validate(text, 'trust') === undefined) return { trust: stored('ResourcePolicy', text) }
  return { resource: valid('ResourcePolicy', text, validate(text, 'bucket')) }
}

/** All policies of a role or user, as they are now. */
export async function documentsOf(
  of: Tables,
  word: 'role' | 'user',
  { name, inline, attached }: Identity,
): Promise<readonly Policy[]> {
  const own = inline.map((it) => stored(`${word}_${name}_${it.name}`, it.document))
  const managed = attached.map(async (arn) => stored(nameAndPath(arn).name, await managedText(of, arn)))
  return [...own, ...(await Promise.all(managed))]
}

/** The boundary that a role or user has. */
export async function boundaryDocument(of: Tables, { boundaryArn }: Identity): Promise<Policy | undefined> {
  if (boundaryArn === undefined) return undefined
  return stored(nameAndPath(boundaryArn).name, await managedText(of, boundaryArn))
}

async function managedText(of: Tables, arn: string): Promise<string> {
  const text = await policyTextByArn(of, arn)
  if (text === undefined) throw unreadable(arn)
  return text
}

function valid(source: string, text: string, wrong: PolicyFault | undefined): Policy {
  if (wrong !== undefined) throw invalid(`${source}: ${wrong.fault} (line ${wrong.line}, column ${wrong.column})`)
  return stored(source, text)
}

function stored(source: string, text: string): Policy {
  const policy = compile(text, source)
  if (isFault(policy)) throw unreadable(source)
  return policy
}

/** As in a real request, nothing can be said of permissions while a policy cannot be read. */
function unreadable(source: string): Fault {
  return new Fault('PolicyEvaluation', `The policy ${source} cannot be read: write it anew, or detach it.`)
}
