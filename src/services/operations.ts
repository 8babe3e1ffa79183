import { iamOperations } from './iam'
import type { Operation } from './operation'

/** Every operation of every service. */
export const operations: readonly Operation[] = [...iamOperations]
