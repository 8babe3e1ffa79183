import { describe, expect, test } from 'bun:test'
import { decode } from './decode'
import { encodeFault } from './encode-fault'
import type { Model } from './model'
import { models } from './models'
import type { WireFault } from './received'
import { encodeRequest } from './request'
import { route } from './route'
import { s3OpenEnums } from './s3'
import { type Constraint, constraintsOf } from './violations.test-support'

// For each operation, each constraint of each member of its input: what breaks it is refused in AWS's words, what is just good enough is not.

const bytes = (body: unknown) => (typeof body === 'string' ? new TextEncoder().encode(body) : undefined)

/** Undefined when it is accepted. */
function refused(model: Model, operation: string, input: Record<string, unknown>): WireFault | undefined {
  const sent = encodeRequest(model, operation, input)
  const body = bytes(sent.body)
  const routed = route(model, sent, body)
  if ('fault' in routed) return routed.fault
  expect(routed.operation).toBe(operation)
  return decode(model, routed, sent, body).fault
}

/** What HTTP itself cannot say: a path without its labels, nothing in place of a list, a header of other characters or of blanks. */
function cannotBeSaid({ location, broken, part }: Constraint, model: Model): boolean {
  if (location === 'uri') return broken === undefined || broken === ''
  if (location === 'header') return broken === undefined || broken === '' || !/^[\x21-\x7e]*$/.test(String(broken))
  if (model.protocol === 'rest-xml' && location === 'querystring') return broken === undefined
  return location === 'querystring' && !part && Array.isArray(broken) && broken.length === 0
}

const codes: Readonly<Record<string, RegExp>> = {
  query: /^ValidationError$/,
  json: /^(ValidationException|Invalid(LookupAttributes|MaxResults|EventCategory)Exception)$/,
  'rest-json': /^(InvalidParameterException|ValidationException|BadRequestException)$/,
  'rest-xml': /^(InvalidArgument|MalformedXML|InvalidStorageClass|MissingRequestBodyError)$/,
}

/** How many constraints are tried at least, so that none gets lost on the way. */
const counts: Readonly<Record<string, number>> = {
  eks: 103,
  'eks-auth': 5,
  sts: 82,
  iam: 587,
  s3: 62,
  cloudtrail: 8,
  podid: 64,
}

describe('each constraint of each input', () => {
  for (const [service, model] of models) {
    const all = constraintsOf(model)
    const said = all.filter((it) => !cannotBeSaid(it, model) && !s3OpenEnums.has(it.shape))

    test(`${service}: ${said.length} of ${all.length} can be broken over HTTP`, () => {
      expect(said.length).toBeGreaterThanOrEqual(counts[service] ?? Number.POSITIVE_INFINITY)
    })

    test(`${service}: what breaks it is refused`, () => {
      for (const it of said) {
        const fault = refused(model, it.operation, it.input(it.broken))
        const where = `${it.operation} ${it.path}: ${it.text}`
        expect([where, fault?.code]).toEqual([where, expect.stringMatching(codes[model.protocol] ?? /^$/)])
        if (fault === undefined) continue
        expect(encodeFault(model, it.operation, fault, 'id-1').status).toBe(400)
        // CloudTrail has words of its own for this one.
        if (model.protocol !== 'rest-xml' && fault.code !== 'InvalidMaxResultsException') {
          expect(fault.message).toMatch(inAwsWords(it, model))
          if (/^(The parameter |A max results )/.test(fault.message)) continue
          const count = fault.message.split(' failed to satisfy constraint: ').length - 1
          expect(fault.message).toStartWith(`${count} validation error${count === 1 ? '' : 's'} detected: `)
        }
        if (it.hidden && it.broken) expect(fault.message).not.toContain(`'${it.broken}'`)
      }
    })

    test(`${service}: what is just good enough is not`, () => {
      for (const it of all) {
        for (const edge of it.edges) {
          if (cannotBeSaid({ ...it, broken: edge }, model)) continue
          const fault = refused(model, it.operation, it.input(edge))
          expect([it.operation, it.path, edge, fault]).toEqual([it.operation, it.path, edge, undefined])
        }
      }
    })
  }
})

/** What AWS says of it, alone or among others. */
function inAwsWords({ path, text, part, broken, hidden, shape }: Constraint, { protocol, signingName }: Model): RegExp {
  if (signingName === 'cloudtrail' && path === 'maxResults')
    return /^A max results value of \d+ is invalid\. Specify max results between 1 and 50\.$/
  if (signingName === 'eks' && shape === 'ClusterName' && text.includes('pattern'))
    return new RegExp(
      `^The parameter ${path} contains invalid characters\\. It should conform to the regular expression "`,
    )
  const whole = part ? `.*\\[.*${escaped(text)}.*\\]` : escaped(text)
  return new RegExp(
    `^\\d+ validation errors? detected: (?:.*; )?${shown()} at '${escaped(path)}' failed to satisfy constraint: ${whole}(?:; .*)?$`,
    's',
  )

  function shown(): string {
    if (broken === undefined) return 'Value null'
    if (hidden || signingName === 'iam') return 'Value'
    if (part || Array.isArray(broken)) return "Value(?: '\\[.*\\]')?"
    const untold = typeof broken === 'object' || String(broken).length > 1024
    return untold || (protocol === 'query' && text.includes('enum value set'))
      ? 'Value'
      : `Value '${escaped(String(broken))}'`
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
