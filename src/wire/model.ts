/** A service model as kept in `models/*.json`: the facts of one AWS API, in botocore's words. */
export interface Model {
  readonly apiVersion: string
  /** `rest-json`, `json` (AWS JSON 1.1), `query` or `rest-xml`. */
  readonly protocol: string
  readonly signingName: string
  /** What precedes the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string
  readonly xmlNamespace?: string
  readonly operations: Readonly<Record<string, OperationModel>>
  readonly shapes: Readonly<Record<string, ShapeModel>>
  readonly pagination: Readonly<Record<string, PaginationModel>>
  readonly waiters?: Readonly<Record<string, unknown>>
}

export interface OperationModel {
  readonly method: string
  /** A template such as `/{Bucket}/{Key+}?uploads`. */
  readonly path: string
  readonly status: number
  readonly input?: string
  readonly output?: string
  readonly errors: readonly ErrorModel[]
  readonly resultWrapper?: string
  /** `none`: may come unsigned. */
  readonly authtype?: string
}

export interface ErrorModel {
  readonly shape: string
  /** The name on the wire, which IAM and STS spell otherwise than the shape. */
  readonly code: string
  readonly status: number
  readonly fault?: string
}

export interface PaginationModel {
  readonly input_token: string | readonly string[]
  readonly output_token: string | readonly string[]
  readonly result_key: string | readonly string[]
  readonly limit_key?: string
  readonly more_results?: string
}

export interface ShapeModel {
  readonly type: string
  readonly members?: Readonly<Record<string, MemberModel>>
  readonly required?: readonly string[]
  readonly payload?: string
  readonly member?: MemberModel
  readonly key?: MemberModel
  readonly value?: MemberModel
  readonly flattened?: boolean
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly sensitive?: boolean
  readonly timestampFormat?: string
}

export interface MemberModel {
  readonly shape: string
  readonly location?: string
  readonly locationName?: string
  readonly streaming?: boolean
  readonly idempotencyToken?: boolean
}
