/** Errors that no operation of podid gives, whichever lists them, and why. */
export const never: Readonly<Record<string, string>> = {
  ServerException: 'our own trouble: a broken store gives it (src/server/refusals.test.ts), no request can',
  InternalServerException: 'our own trouble: a broken store gives it (src/server/refusals.test.ts), no request can',
  ServiceFailure: 'our own trouble: a broken store gives it (src/server/refusals.test.ts), no request can',
  ServiceUnavailableException: 'given while the store cannot be reached (src/server/refusals.test.ts), no request can',
  ClientException:
    'AWS’s word for trouble with its own back ends, which podid has not; DeregisterCluster alone gives it, of a cluster that was not registered',
  UnsupportedAvailabilityZoneException: 'there are no availability zones here',
  ResourcePropagationDelayException: 'what is written can be read at once',
  ConcurrentModification: 'changes of one thing wait for each other instead',
  ReportGenerationLimitExceeded: 'there are no credential reports here',
  RegionDisabledException: 'there is one region, and it is enabled',
}
