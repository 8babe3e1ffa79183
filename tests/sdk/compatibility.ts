import { coverage, type Row } from './coverage'
import { everywhere } from './everywhere'
import { never } from './never'

const titles: Readonly<Record<string, string>> = {
  eks: 'EKS',
  'eks-auth': 'EKS Auth',
  sts: 'STS',
  iam: 'IAM',
  s3: 'S3',
  cloudtrail: 'CloudTrail',
  podid: 'podid’s own operations',
}

/** docs/compatibility.md, from the tests. */
export function compatibility(rows: readonly Row[] = coverage()): string {
  const services = [...new Set(rows.map((it) => it.service))]
  return `${[
    '# Compatibility',
    '',
    'Made by `npm run compatibility` from the tests in `tests/sdk/`, which ask every operation through a real client. Do not edit.',
    'An error is *shown* when a test provokes it and compares its code; what podid never gives stands beside it with the reason.',
    '',
    '## What differs everywhere',
    '',
    ...everywhere.map((text) => `- ${text}`),
    '',
    ...services.flatMap((service) =>
      section(
        service,
        rows.filter((it) => it.service === service),
      ),
    ),
    '## Errors that no operation gives',
    '',
    '| error | why |',
    '| --- | --- |',
    ...Object.entries(never).map(([code, why]) => `| \`${code}\` | ${why} |`),
    '',
  ].join('\n')}`
}

function section(service: string, rows: readonly Row[]): readonly string[] {
  const count = rows.filter(({ shown }) => shown !== undefined).length
  return [
    `## ${titles[service] ?? service}`,
    '',
    `${count} of ${rows.length} operations shown.`,
    '',
    '| operation | shown | errors shown | never given | differs |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(row),
    '',
  ]
}

function row({ name, shown, unexplained }: Row): string {
  if (shown === undefined) return `| ${name} | not shown | | | |`
  const given = Object.entries(shown.never).map(([code, why]) => `\`${code}\`: ${why}`)
  const open = unexplained.map((code) => `\`${code}\`: not explained`)
  return `| ${[
    name,
    shown.succeeds.map(cell).join('; '),
    shown.refuses.map((code) => `\`${code}\``).join(', '),
    cell([...given, ...open].join('; ')),
    cell(shown.differs ?? ''),
  ].join(' | ')} |`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
