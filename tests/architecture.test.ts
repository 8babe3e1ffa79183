import { describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'

// The arrows of design.md §2. Each rule is a function over a tree, so that it can be broken on purpose below and seen to fall.

const root = join(import.meta.dir, '..')
const source = join(root, 'src')

/** What each folder may import, beside itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  policy: [],
  domain: ['policy'],
  store: ['policy', 'domain'],
  signatures: ['policy', 'domain'],
  authority: ['policy', 'domain', 'signatures'],
  issuer: ['policy', 'domain', 'signatures'],
  kubernetes: ['policy', 'domain'],
  services: ['policy', 'domain', 'store', 'signatures', 'authority', 'issuer', 'kubernetes'],
  wire: [],
  client: ['wire'],
  program: [],
  server: [
    'policy',
    'domain',
    'store',
    'signatures',
    'authority',
    'issuer',
    'kubernetes',
    'services',
    'wire',
    'program',
  ],
  agent: ['program', 'client', 'signatures', 'policy', 'domain', 'wire'],
  connector: ['program', 'client', 'kubernetes', 'signatures', 'policy', 'domain', 'wire'],
  cli: ['server', 'connector', 'agent', 'program', 'client', 'kubernetes', 'wire', 'policy', 'domain'],
}
const pure = ['policy', 'domain']
const shapeless = ['utils', 'common', 'helpers', 'lib', 'core', 'types']
const maxLines = 400

/** Path under src with `/`, and its text. */
type Tree = ReadonlyMap<string, string>

function read(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (it) =>
        it.isFile() &&
        /\.tsx?$/.test(it.name) &&
        !it.name.endsWith('.test.ts') &&
        !it.name.endsWith('.test-support.ts'),
    )
    .map((it) => join(it.parentPath, it.name))
  return new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]))
}

/** Module names in import, export-from and dynamic import. Comments are taken out first. */
function imports(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found = [
    ...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...code.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm),
  ]
  return found.map((it) => it[1] ?? '')
}

const folderOf = (file: string): string => file.split('/')[0] ?? ''

/** The file of the tree that a relative import names. */
function resolve(tree: Tree, from: string, name: string): string | undefined {
  const path = normalize(join(dirname(from), name))
    .split(sep)
    .join('/')
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((it) => tree.has(it))
}

function links(tree: Tree): { from: string; name: string; to: string | undefined }[] {
  return [...tree].flatMap(([from, text]) =>
    imports(text)
      .filter((name) => name.startsWith('.') && !name.endsWith('.json'))
      .map((name) => ({ from, name, to: resolve(tree, from, name) })),
  )
}

function wrongArrows(tree: Tree): string[] {
  return links(tree)
    .filter(({ from, to }) => to !== undefined && folderOf(from) !== folderOf(to))
    .filter(({ from, to }) => !(arrows[folderOf(from)] ?? []).includes(folderOf(to ?? '')))
    .map(({ from, to }) => `${from} may not import ${to}`)
}

function sideDoors(tree: Tree): string[] {
  return links(tree)
    .filter(({ from, to }) => to !== undefined && folderOf(from) !== folderOf(to) && !/^[^/]+\/index\.ts$/.test(to))
    .map(({ from, to }) => `${from} enters ${folderOf(to ?? '')} by ${to}, not by its index.ts`)
}

function ownFrontDoor(tree: Tree): string[] {
  return links(tree)
    .filter(({ from, to }) => to === `${folderOf(from)}/index.ts`)
    .map(({ from }) => `${from} imports its own folder's index.ts`)
}

function strays(tree: Tree): string[] {
  return links(tree)
    .filter(({ from, name, to }) => to === undefined && normalize(join(dirname(from), name)).startsWith('..'))
    .filter(({ name }) => !name.endsWith('/package.json'))
    .map(({ from, name }) => `${from} imports ${name} from outside of src`)
}

function rings(tree: Tree): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of links(tree)) if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, road: readonly string[]): void => {
    const at = road.indexOf(file)
    if (at >= 0) {
      found.push([...road.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...road, file])
    done.add(file)
  }
  for (const file of tree.keys()) visit(file, [])
  return found
}

function impure(tree: Tree): string[] {
  return [...tree]
    .filter(([file]) => pure.includes(folderOf(file)))
    .flatMap(([file, text]) => [
      ...imports(text)
        .filter((name) => !name.startsWith('.'))
        .map((name) => `${file} imports the package ${name}`),
      ...(/\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bperformance\.|\bcrypto\.|\bBun\.|\bprocess\.|\bfetch\(/.test(
        text,
      )
        ? [`${file} reaches for a clock, chance or the machine`]
        : []),
    ])
}

function environment(tree: Tree): string[] {
  return [...tree]
    .filter(([file, text]) => /process\.env|Bun\.env/.test(text) && !file.endsWith('/config.ts'))
    .map(([file]) => `${file} reads the environment; only a config.ts may`)
}

function tooLong(tree: Tree): string[] {
  return [...tree]
    .filter(([, text]) => text.split('\n').length - 1 > maxLines)
    .map(([file, text]) => `${file} has ${text.split('\n').length - 1} lines`)
}

function nameless(tree: Tree): string[] {
  return [...tree.keys()]
    .filter((file) => file.split('/').some((part) => shapeless.includes(part.replace(/\.tsx?$/, ''))))
    .map((file) => `${file}: a thing without a question to live under is not understood yet`)
}

function questionless(tree: Tree): string[] {
  return [...tree]
    .filter(([file]) => /^[^/]+\/index\.ts$/.test(file))
    .filter(([file, text]) => !new RegExp(`^/\\*\\* ?(\\n \\* )?${folderOf(file)}: [^\\n]*\\?`).test(text))
    .map(([file]) => `${file} does not begin with its folder's question`)
}

function strangers(tree: Tree): string[] {
  return [...new Set([...tree.keys()].map(folderOf))]
    .filter((it) => !(it in arrows))
    .map((it) => `src/${it} is not in the house`)
}

const rules: readonly { name: string; find: (tree: Tree) => string[]; broken: Readonly<Record<string, string>> }[] = [
  {
    name: 'arrows go one way',
    find: wrongArrows,
    broken: { 'policy/a.ts': "import { x } from '../domain'", 'domain/index.ts': '' },
  },
  {
    name: 'neighbours do not meet',
    find: wrongArrows,
    broken: { 'store/a.ts': "import { x } from '../signatures'", 'signatures/index.ts': '' },
  },
  {
    name: 'services know no wire',
    find: wrongArrows,
    broken: { 'services/eks/a.ts': "import type { x } from '../../wire'", 'wire/index.ts': '' },
  },
  {
    name: 'folders are entered by the front door',
    find: sideDoors,
    broken: { 'domain/a.ts': "import { x } from '../policy/evaluate'", 'policy/evaluate.ts': '' },
  },
  {
    name: 'a folder does not use its own front door',
    find: ownFrontDoor,
    broken: { 'domain/a.ts': "import { x } from './index'", 'domain/index.ts': '' },
  },
  {
    name: 'nothing outside of src is imported',
    find: strays,
    broken: { 'domain/a.ts': "import { x } from '../../tests/x'" },
  },
  {
    name: 'no rings',
    find: rings,
    broken: { 'domain/a.ts': "import { x } from './b'", 'domain/b.ts': "export { y } from './a'" },
  },
  { name: 'policy and domain use no package', find: impure, broken: { 'policy/a.ts': "import { z } from 'zod'" } },
  {
    name: 'policy and domain have no clock',
    find: impure,
    broken: { 'domain/a.ts': 'export const now = () => Date.now()' },
  },
  {
    name: 'the environment is read in config.ts only',
    find: environment,
    broken: { 'server/app.ts': 'process.env.HOME' },
  },
  { name: `no file over ${maxLines} lines`, find: tooLong, broken: { 'domain/a.ts': '\n'.repeat(401) } },
  { name: 'no shapeless names', find: nameless, broken: { 'server/utils.ts': '' } },
  { name: 'an index.ts begins with its question', find: questionless, broken: { 'domain/index.ts': 'export {}' } },
  { name: 'no folder beside the house', find: strangers, broken: { 'shed/a.ts': '' } },
]

/** The console is built for a browser: of ours it knows these folders, by their front doors. */
const browsers = ['client', 'wire', 'policy', 'domain']

function beyondTheConsole(tree: Tree): string[] {
  return [...tree].flatMap(([from, text]) =>
    imports(text)
      .filter((name) => name.startsWith('.'))
      .map((name) =>
        normalize(join('console', dirname(from), name))
          .split(sep)
          .join('/'),
      )
      .filter((to) => !to.startsWith('console/') && !browsers.some((it) => to === `src/${it}`))
      .map((to) => `console/${from} may not import ${to}`),
  )
}

function machines(tree: Tree): string[] {
  return [...tree]
    .filter(
      ([, text]) => imports(text).some((name) => /^(node:|bun(:|$))/.test(name)) || /\bBun\.|\bprocess\./.test(text),
    )
    .map(([file]) => `console/${file} needs more than a browser`)
}

function markup(tree: Tree): string[] {
  return [...tree]
    .filter(([, text]) => /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write|\beval\(/.test(text))
    .map(([file]) => `console/${file} makes markup of text`)
}

const consoleRules: typeof rules = [
  {
    name: 'speaks only the public API',
    find: beyondTheConsole,
    broken: { 'pages/a.tsx': "import { x } from '../../src/services'" },
  },
  {
    name: 'enters folders by the front door',
    find: beyondTheConsole,
    broken: { 'pages/a.tsx': "import { x } from '../../src/policy/evaluate'" },
  },
  { name: 'runs in a browser', find: machines, broken: { 'a.ts': "import { x } from 'node:fs'" } },
  { name: 'makes no markup of text', find: markup, broken: { 'a.tsx': 'place.innerHTML = name' } },
  {
    name: 'no rings',
    find: rings,
    broken: { 'b/a.ts': "import { x } from './b'", 'b/b.tsx': "export { y } from './a'" },
  },
  { name: `no file over ${maxLines} lines`, find: tooLong, broken: { 'a.tsx': '\n'.repeat(401) } },
  { name: 'no shapeless names', find: nameless, broken: { 'utils.tsx': '' } },
]

describe('the console', () => {
  const tree = read(join(root, 'console'))
  for (const { name, find, broken } of consoleRules) {
    test(name, () => expect(find(tree)).toEqual([]))
    test(`${name}: broken on purpose, the rule falls`, () =>
      expect(find(new Map(Object.entries(broken)))).not.toEqual([]))
  }
})

describe('the house', () => {
  const tree = read(source)
  for (const { name, find, broken } of rules) {
    test(name, () => expect(find(tree)).toEqual([]))
    test(`${name}: broken on purpose, the rule falls`, () =>
      expect(find(new Map(Object.entries(broken)))).not.toEqual([]))
  }
})
