import { type Breach, inAwsWords, type Wording } from './constraints'
import type { Unreadable, WireFault } from './received'
import type { Service } from './service'
import type { Structure } from './shape'

// Which fault stands for what cannot be read, and for what the model does not allow.

/** The fault for a request whose types are wrong, or that cannot be parsed. */
export function readFault(service: Service, why: Unreadable): WireFault {
  const code = why.code ?? unreadable[service.protocol]
  return {
    code,
    message: why.message,
    // Only S3's errors have members that say what could not be read.
    ...(service.protocol === 'rest-xml' ? { members: why.members } : {}),
    ...(why.status === undefined ? {} : { status: why.status }),
  }
}

const unreadable = {
  'rest-json': 'SerializationException',
  json: 'SerializationException',
  query: 'ValidationError',
  'rest-xml': 'InvalidArgument',
} as const

/** The fault for an input that breaks constraints of the model: all of them in one, in AWS's words. */
export function constraintFault(
  service: Service,
  structure: Structure,
  found: readonly Breach[],
  wording: Wording,
): WireFault {
  if (service.protocol === 'rest-xml') return s3Fault(structure, found, wording)
  const own = ownFault(service, found, wording)
  if (own !== undefined) return own
  const words = service.model.signingName === 'eks' ? eksWords(found) : undefined
  return { code: constraintCode(service), message: words ?? inAwsWords(found, wording) }
}

/** Members whose constraints have an error of their own. */
const ownCodes: ReadonlyMap<string, string> = new Map([
  ['cloudtrail lookupAttributes', 'InvalidLookupAttributesException'],
  ['cloudtrail maxResults', 'InvalidMaxResultsException'],
  ['cloudtrail eventCategory', 'InvalidEventCategoryException'],
])

function ownFault({ model }: Service, found: readonly Breach[], wording: Wording): WireFault | undefined {
  const [first] = found
  const code = ownCodes.get(`${model.signingName} ${first?.path.split('.', 1)[0]}`)
  if (code === undefined) return undefined
  const message =
    code === 'InvalidMaxResultsException'
      ? `A max results value of ${first?.value} is invalid. Specify max results between 1 and 50.`
      : inAwsWords(found, wording)
  return { code, message }
}

/** EKS was seen to speak of the names of clusters in words of its own. */
function eksWords([first, ...more]: readonly Breach[]): string | undefined {
  if (first?.kind !== 'pattern' || first.member.shape.name !== 'ClusterName' || more.length > 0) return undefined
  return `The parameter ${first.path} contains invalid characters. It should conform to the regular expression "^[0-9A-Za-z][A-Za-z0-9-_]*"In other words, it should start with a number or letter, and can contain numbers, letters, dashes, and underscores.`
}

function constraintCode({ protocol, errors }: Service): string {
  if (protocol === 'query') return 'ValidationError'
  if (protocol === 'rest-json' && errors.has('InvalidParameterException')) return 'InvalidParameterException'
  return 'ValidationException'
}

const schema = 'The XML you provided was not well-formed or did not validate against our published schema'

/** What S3 says of a value that its model does not allow, by the parameter or header. */
const s3Words: ReadonlyMap<string, string> = new Map([
  ['encoding-type', 'Invalid Encoding Method specified in Request'],
  ['x-amz-copy-source', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey'],
])

/** S3 has names of its own for the commonest, and one for all that is wrong within a document. */
function s3Fault(structure: Structure, found: readonly Breach[], wording: Wording): WireFault {
  const [first] = found
  if (first === undefined) throw new Error('There is no fault without a breach.')
  const { member, absent, kind } = first
  const top = structure.members.includes(member)
  if (absent && member === structure.payload)
    return { code: 'MissingRequestBodyError', message: 'Request Body is empty', status: 400 }
  if (!top || member.location === 'body') return { code: 'MalformedXML', message: schema }
  if (kind === 'enum' && member.shape.name === 'StorageClass')
    return { code: 'InvalidStorageClass', message: 'The storage class you specified is not valid' }
  const message = s3Words.get(member.wireName) ?? inAwsWords(found, wording)
  const value = first.value === undefined ? {} : { ArgumentValue: first.value }
  return { code: 'InvalidArgument', message, members: { ArgumentName: member.wireName, ...value } }
}
