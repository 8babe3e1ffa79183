import { inFile, type Mutation } from '../mutation'

export const wireMutations: readonly Mutation[] = [
  ...inFile(
    'src/wire/constraints.ts',
    ['src/wire/violations.test.ts', 'src/wire/cases.test.ts'],
    [
      ['a secret is not repeated', 'value: hidden ? undefined : shown(value)', 'value: shown(value)'],
      ['what is required is there', 'else if (member.required) {', 'else if (false) {'],
      ['what is too short is refused', 'if (min !== undefined && size < min)', 'if (false)'],
      ['what is too long is refused', 'if (max !== undefined && size > max)', 'if (false)'],
      ['what does not match is refused', '!pattern.whole.test(value)))', 'false))'],
      ['what is not of the list is refused', '!wording.openEnums.has(shape.name) && !allowed.has(value)', 'false'],
      [
        'the parts of lists and maps are checked',
        'if (!values.some((value) => broken(shape, value, walk.wording).length > 0)) return',
        'return',
      ],
    ],
  ),
  ...inFile(
    'src/wire/xml-read.ts',
    ['src/wire/cases.test.ts', 'src/wire/hostile.test.ts'],
    [['a document defines no entities', 'if (/<!(?!--|\\[CDATA\\[)/.test(text)) throw malformed()', '']],
  ),
  ...inFile(
    'src/wire/s3.ts',
    ['src/wire/cases.test.ts'],
    [
      [
        'who means a part of a bucket gets nothing else',
        'if (known !== true) return notImplemented',
        'if (false) return notImplemented',
      ],
      [
        'a copy is not taken for a body',
        "if (headers.has('x-amz-copy-source') && operation?.name !== 'CopyObject' && method === 'PUT')",
        'if (false)',
      ],
    ],
  ),
]
