/** cloudtrail: who did what when, from the audit records: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/ */
import { erased, type Operation } from '../operation'
import { lookupEvents } from './lookup-events'

export const cloudtrailOperations: readonly Operation[] = [erased(lookupEvents)]
