import { inFile, type Mutation } from '../mutation'

export const consoleMutations: readonly Mutation[] = [
  ...inFile(
    'src/server/console/serve.ts',
    ['src/server/console/serve.test.ts'],
    [
      ['a host cannot say more than a host', 'hostName.test(host) ?', 'true ?'],
      ['a host is one from its beginning to its end', '(?::[0-9]{1,5})?$/i', '(?::[0-9]{1,5})?/i'],
      ['the console loads nothing that is not named', '"default-src \'none\'",', ''],
      ['the console runs its own programs only', '`script-src ${own}`', "`script-src 'self'`"],
      ['the console has its own workers only', '`worker-src ${own}`', "`worker-src 'self'`"],
      ['the console has its own styles only', '`style-src ${own}`', "`style-src 'self'`"],
      ['the console has its own fonts only', '`font-src ${own}`', "`font-src 'self'`"],
      ['the console shows no picture from elsewhere', "'img-src data:'", "'img-src *'"],
      ['the console speaks to its server only', '"connect-src \'self\'"', '"connect-src *"'],
      ['the console has no other base', '"base-uri \'none\'",', ''],
      ['the console sends no form', '"form-action \'none\'",', ''],
      ['the console is framed by nobody', '"frame-ancestors \'none\'",', ''],
      ['the console is framed by nobody, said to old browsers', "    'x-frame-options': 'DENY',\n", ''],
      ['the console leaks no address', "    'referrer-policy': 'no-referrer',\n", ''],
      ['the console shares no window', "    'cross-origin-opener-policy': 'same-origin',\n", ''],
      [
        'the console’s page is read by no other origin',
        "    'cross-origin-resource-policy': 'same-origin',\n    'referrer-policy'",
        "    'referrer-policy'",
      ],
      [
        'the console’s page is no other type',
        "    'x-content-type-options': 'nosniff',\n    'x-frame-options'",
        "    'x-frame-options'",
      ],
      ['the console’s page is kept by nobody', "'cache-control': 'no-store'", "'cache-control': 'max-age=60'"],
      [
        'the console’s files are read by no other origin',
        "    'cross-origin-resource-policy': 'same-origin',\n    'x-content-type-options': 'nosniff',\n    vary",
        "    'x-content-type-options': 'nosniff',\n    vary",
      ],
      ['the console’s files are no other type', "    'x-content-type-options': 'nosniff',\n    vary", '    vary'],
      [
        'what is missing among the console’s files is no page',
        "if (!name.startsWith('assets/'))",
        "if (!name.startsWith('assets/') || !files.has(name))",
      ],
      ['a missing file is no other type', ", 'x-content-type-options': 'nosniff' }", ' }'],
    ],
  ),
  ...inFile(
    'console/pages/roles/wizard/came-from.ts',
    ['console/pages/roles/wizard/came-from.test.ts'],
    [
      ['one comes back to the console, by a path', " || !then.startsWith('/')", ''],
      ['one comes back to the console, of no other origin', 'origin === nowhere && ', ''],
      ['one comes back to the console, by no path that names a host', " && !pathname.startsWith('//')", ''],
    ],
  ),
  ...inFile(
    'console/pages/roles/trial/verdict.ts',
    ['console/pages/roles/trial/verdict.test.ts'],
    [
      [
        'what a simulation does not say to be allowed is not shown as allowed',
        "said === 'allowed' || said === 'explicitDeny' ? said : 'implicitDeny'",
        "said ?? 'allowed'",
      ],
    ],
  ),
]
