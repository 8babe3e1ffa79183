/** What went wrong, in one sentence with the remedy, and the exit code that says which kind it is. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    message: string,
    readonly exitCode: number = exit.failed,
  ) {
    super(message)
  }
}

/** Exit codes scripts can use; 64 and up as in sysexits(3). */
export const exit = { failed: 1, usage: 2, noServer: 69, noPermission: 77 } as const
