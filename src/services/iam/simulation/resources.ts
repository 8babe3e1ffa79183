import { parseArn } from '../../../domain'
import type { Said } from '../../operation'
import { maybeText, maybeTexts } from '../../said'
import { invalid } from '../faults'

/** What each of AWS's scenarios of launching an instance must name: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
const basic = ['instance', 'image', 'security-group']
const scenarios: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2-Classic-InstanceStore', basic],
  ['EC2-Classic-EBS', [...basic, 'volume']],
  ['EC2-VPC-InstanceStore', [...basic, 'network-interface']],
  ['EC2-VPC-InstanceStore-Subnet', [...basic, 'network-interface', 'subnet']],
  ['EC2-VPC-EBS', [...basic, 'network-interface', 'volume']],
  ['EC2-VPC-EBS-Subnet', [...basic, 'network-interface', 'subnet', 'volume']],
])

/** The resources that are asked about; `*` when none are said. */
export function saidResources({ ResourceArns, ResourceHandlingOption }: Said): readonly string[] {
  const said = maybeTexts(ResourceArns) ?? []
  const resources = said.length === 0 ? ['*'] : said
  const wrong = resources.find((it) => it !== '*' && parseArn(it) === undefined)
  if (wrong !== undefined) throw invalid(`ResourceNames are not in a valid ARN format: ${wrong}.`)
  const option = maybeText(ResourceHandlingOption)
  if (option !== undefined) demandScenario(option, resources)
  return resources
}

function demandScenario(option: string, resources: readonly string[]): void {
  const needed = scenarios.get(option)
  if (needed === undefined)
    throw invalid(`ResourceHandlingOption must be one of ${[...scenarios.keys()].join(', ')}, not ${option}.`)
  const given = new Set(resources.map((it) => parseArn(it)?.resource.split('/', 1)[0]))
  const lacking = needed.filter((kind) => !given.has(kind))
  if (lacking.length > 0) throw invalid(`ResourceArns must name resources of ${option}: ${lacking.join(', ')}.`)
}
