import { Fault } from '../fault'

export function invalidAttributes(message: string): Fault {
  return new Fault('InvalidLookupAttributesException', message)
}

export function invalidTimes(message: string): Fault {
  return new Fault('InvalidTimeRangeException', message)
}

export function invalidToken(): Fault {
  return new Fault(
    'InvalidNextTokenException',
    'The NextToken is not one of this query. Send it with the attributes, times and category that it was given for.',
  )
}
