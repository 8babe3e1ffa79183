/** An operation's input and output: what the models say, as types. The client reads and writes by those models, so the types are true. */
export interface Shape<In, Out> {
  readonly input: In
  readonly output: Out
}
