/** wire: How is it said on HTTP? Requests to operations and answers to responses, by the models of the services; knows no business. */
// To come (wire's builder), with exactly these names:
//   type ServiceId = 'eks' | 'eks-auth' | 'sts' | 'iam' | 's3' | 'cloudtrail' | 'podid';  models: ReadonlyMap<ServiceId, Model>;  modelBySigningName(name): Model | undefined
//   interface Received { method: string; path: string (raw, percent-encoded); query: string (raw, no '?'); headers: Headers }
//   interface WireFault { code: string; message: string; members?: Record<string, unknown>; status?: number }
//   route(model: Model, received: Received, body?: Uint8Array): Route | { fault: WireFault }   Route = { operation: string; labels; streaming: boolean (input body streams) };
//        for query/aws-json the operation is in the body / X-Amz-Target, so there the body is given
//   decode(model: Model, route: Route, received: Received, body: Uint8Array | ReadableStream<Uint8Array> | undefined): { input: Record<string, unknown> } | { fault: WireFault }
//        checks every constraint of the model with AWS's wording
//   encode(model: Model, operation: string, output: Record<string, unknown>, requestId: string): Response      (HEAD answers have no body)
//   encodeFault(model: Model, operation: string | undefined, fault: WireFault, requestId: string): Response
//   for client/: encodeRequest(model, operation, input): { method, path, query, headers, body };  decodeResponse(model, operation, status, headers, body): { output } | { fault }
