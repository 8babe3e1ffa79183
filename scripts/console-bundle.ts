import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { BunPlugin } from 'bun'
import type { ConsoleFile } from './console-pack'

const assets = '/console/assets/'
const hashed = { entry: '[name]-[hash].[ext]', chunk: '[name]-[hash].[ext]', asset: '[name]-[hash].[ext]' }

/** The console as files: programs split by page, one style sheet, fonts apart, and the page that loads them. */
export async function bundle(root: string): Promise<readonly ConsoleFile[]> {
  const styles: string[] = []
  const programs = await Bun.build({
    entrypoints: [join(root, 'console/main.tsx')],
    target: 'browser',
    format: 'esm',
    splitting: true,
    minify: true,
    naming: hashed,
    publicPath: assets,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [collecting(styles)],
    throw: true,
  })
  const files: ConsoleFile[] = []
  for (const it of programs.outputs)
    files.push({
      path: pathOf(it.path),
      type: 'text/javascript; charset=utf-8',
      bytes: new Uint8Array(await it.arrayBuffer()),
    })
  const main = programs.outputs.find(({ kind }) => kind === 'entry-point')
  if (main === undefined) throw new Error('The console has no entry.')
  const { sheet, fonts } = await styleSheet([...new Set(styles)].sort())
  const page = readFileSync(join(root, 'console/index.html'), 'utf8')
    .replace('{script}', `${assets}${basename(main.path)}`)
    .replace('{style}', `/console/${sheet.path}`)
  return [
    ...files,
    sheet,
    ...fonts,
    { path: 'index.html', type: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(page) },
  ]
}

/** Every style sheet that a program imports goes into the one of the page: a page that is loaded later brings none of its own. */
function collecting(styles: string[]): BunPlugin {
  return {
    name: 'styles',
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, ({ path }) => {
        styles.push(path)
        return { contents: '', loader: 'js' }
      })
    },
  }
}

async function styleSheet(
  paths: readonly string[],
): Promise<{ readonly sheet: ConsoleFile; readonly fonts: readonly ConsoleFile[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'podid-console-'))
  try {
    const entry = join(folder, 'console.css')
    writeFileSync(entry, paths.map((path) => `@import ${JSON.stringify(path)};\n`).join(''))
    const built = await Bun.build({ entrypoints: [entry], minify: true, throw: true })
    const [whole] = built.outputs
    if (whole === undefined) throw new Error('The console has no style sheet.')
    const fonts: ConsoleFile[] = []
    // Fonts come inlined; as files of their own they are loaded when a page needs them, and kept by the browser.
    const text = (await whole.text()).replace(/data:font\/woff2;base64,([A-Za-z0-9+/=]+)/g, (_, data: string) => {
      const bytes = new Uint8Array(Buffer.from(data, 'base64'))
      const font = { path: `assets/font-${hashOf(bytes)}.woff2`, type: 'font/woff2', bytes }
      fonts.push(font)
      return `/console/${font.path}`
    })
    const bytes = new TextEncoder().encode(text)
    return { sheet: { path: `assets/console-${hashOf(bytes)}.css`, type: 'text/css; charset=utf-8', bytes }, fonts }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const pathOf = (path: string): string => `assets/${basename(path)}`
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12)
