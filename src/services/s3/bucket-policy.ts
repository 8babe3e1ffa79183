import { compile, isFault, validate } from '../../policy'
import { Fault } from '../fault'

const largest = 20_480

/** Whether a text may be the policy of a bucket. Throws MalformedPolicy. */
export function checkBucketPolicy(policy: string, bucket: string, partition: string): void {
  if (Buffer.byteLength(policy) > largest) throw malformed('Policies must not be larger than 20 KB.')
  const fault = validate(policy, 'bucket')
  if (fault !== undefined) throw malformed(`${fault.fault} (line ${fault.line}, column ${fault.column})`)
  const compiled = compile(policy, bucket)
  if (isFault(compiled)) throw malformed(compiled.fault)
  const arn = `arn:${partition}:s3:::${bucket}`
  for (const { resources } of compiled.document.statements) {
    const stray = resources?.values.find((it) => it !== arn && !it.startsWith(`${arn}/`) && !it.startsWith(`${arn}*`))
    if (stray !== undefined) throw malformed('Policy has invalid resource')
  }
}

function malformed(message: string): Fault {
  return new Fault('MalformedPolicy', message)
}
