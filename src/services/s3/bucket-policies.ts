import { validate } from '../../policy'
import type { Tables } from '../../store'
import { Fault } from '../fault'
import { keptTrust } from '../iam/trust'
import type { Parts } from '../operation'
import { malformedPolicy } from './faults'
import { bucketArn } from './places'

/** Bytes, white space outside of texts not counted. */
const longest = 20_480

/** Refuses what cannot be a policy of this bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html */
export function acceptablePolicy(text: string, bucket: string, partition: string): void {
  const document = parsed(text)
  const arn = bucketArn(partition, bucket)
  for (const statement of listed(member(document, 'Statement'))) acceptableStatement(statement, arn)
  const wrong = validate(text, 'bucket')
  if (wrong !== undefined) throw malformedPolicy(wrong.fault)
  const size = Buffer.byteLength(JSON.stringify(document))
  if (size > longest)
    throw malformedPolicy(`Normalized policy document exceeds the maximum allowed size of ${longest} bytes`)
}

/** What S3 asks of a statement beyond what every policy must be, in its own words. */
function acceptableStatement(statement: unknown, arn: string): void {
  for (const [field, opposite] of fields)
    if (member(statement, field) === undefined && member(statement, opposite) === undefined)
      throw malformedPolicy(`Missing required field ${field}`)
  const actions = texts(statement, 'Action')
  const resources = texts(statement, 'Resource')
  for (const action of [...actions, ...texts(statement, 'NotAction')])
    if (action !== '*' && !action.toLowerCase().startsWith('s3:')) throw malformedPolicy('Policy has invalid action')
  for (const resource of [...resources, ...texts(statement, 'NotResource')])
    if (resource !== arn && !resource.startsWith(`${arn}/`)) throw malformedPolicy('Policy has invalid resource')
  if (resources.length > 0 && !actions.every((it) => resources.some((resource) => applies(it, resource !== arn))))
    throw malformedPolicy('Action does not apply to any resource(s) in statement')
}

const fields = [
  ['Effect', 'Effect'],
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const

/** Actions on objects: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const onObjects =
  /^s3:(abortmultipartupload|listmultipartuploadparts|bypassgovernanceretention|objectowneroverridetobucketowner|(?!.*bucket).*object.*)$/i

/** Whether an action is on objects, as `object` says, or on buckets; one with wildcards may be on either. */
function applies(action: string, object: boolean): boolean {
  return /[*?]/.test(action) || onObjects.test(action) === object
}

/** The text as it is kept: with unique ids for roles and users, so that it speaks of nobody who comes later under an old name. */
export async function keptPolicy(
  of: Tables,
  text: string,
  here: Pick<Parts, 'account' | 'partition'>,
): Promise<string> {
  try {
    return await keptTrust(of, text, here)
  } catch (why) {
    throw why instanceof Fault ? malformedPolicy('Invalid principal in policy') : why
  }
}

function parsed(text: string): unknown {
  try {
    if (text.startsWith('{')) return JSON.parse(text)
  } catch {
    // Said below.
  }
  throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'")
}

function texts(statement: unknown, name: string): readonly string[] {
  return listed(member(statement, name)).map(String)
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
