import { basename } from 'node:path'

export const agentName = 'eks-pod-identity-agent'
const runnerName = 'go-runner'

/** The official arguments, when the program was called by one of the official names. */
export function officialArguments(calledAs: string, args: readonly string[]): readonly string[] | undefined {
  const name = basename(calledAs)
  if (name === agentName) return args
  if (name !== runnerName) return undefined
  // go-runner's own flags (--log-file, --also-stdout, --redirect-stderr) come before the command it is to run; a container's log is all there is here.
  const at = args.findIndex((it) => !it.startsWith('-'))
  const program = args[at]
  if (program === undefined) throw new Error(`${runnerName}: not enough arguments to run`)
  if (basename(program) !== agentName)
    throw new Error(`${runnerName}: only ${agentName} can be run here, not ${program}`)
  return args.slice(at + 1)
}
