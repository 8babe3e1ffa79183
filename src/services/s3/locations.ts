import { Fault } from '../fault'

/** The one region whose buckets have no location. */
export const firstRegion = 'us-east-1'

/**
 * The region that the bucket is of. From the first region, as on AWS, buckets of any other can be made; who says nothing means this
 * server's own, whatever region its client signs for.
 */
export function regionOf(location: string | undefined, region: string): string {
  if (location === undefined) return region
  const wanted = location === 'EU' ? 'eu-west-1' : location
  if (wanted === firstRegion || !/^[a-z0-9-]{1,20}$/.test(wanted))
    throw new Fault('InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      LocationConstraint: location,
    })
  if (wanted !== region && region !== firstRegion)
    throw new Fault(
      'IllegalLocationConstraintException',
      `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    )
  return wanted
}
