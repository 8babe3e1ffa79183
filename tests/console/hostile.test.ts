import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'
import { podsTrust } from './seeded'

const it = browsing()
const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
/** Right-to-left override, an isolate that is never closed, and a name of 63 characters without a place to break. */
const turned = '\u202Egnp.exe\u2067'
/** Letters that are read from the right; tags take no other signs of direction. */
const rightToLeft = 'שלום.exe'
const long = 'a'.repeat(63)
const roleName = `r-${'b'.repeat(60)}`

/** Names from everywhere a name can come from: a cluster's report, IAM, EKS, a policy, a client's own words. */
async function hostileWorld(): Promise<{ readonly association: string }> {
  const { any, server } = it.world
  await any.call('iam', 'CreateRole', { RoleName: roleName, Description: markup, AssumeRolePolicyDocument: podsTrust })
  await any.call('iam', 'PutRolePolicy', {
    RoleName: roleName,
    PolicyName: 'p',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b/${markup}${long}` }],
    }),
  })
  const { association } = await any.call('eks', 'CreatePodIdentityAssociation', {
    clusterName: 'blue',
    namespace: long,
    serviceAccount: long,
    roleArn: `arn:aws:iam::${server.account}:role/${roleName}`,
    tags: { [rightToLeft]: long, [long]: rightToLeft },
  })
  await any.call('podid', 'PutClusterReport', {
    clusterName: 'blue',
    connectorName: markup,
    connectorVersion: turned,
    listing: 'hostile',
    complete: true,
    nodeCount: 1,
    items: [
      { kind: 'NAMESPACE', name: long },
      { kind: 'SERVICE_ACCOUNT', namespace: long, name: long },
      {
        kind: 'AGENT',
        namespace: 'podid-system',
        name: 'agent',
        nodeName: long,
        ready: false,
        phase: 'Pending',
        reason: markup,
      },
      {
        kind: 'POD',
        namespace: long,
        name: long,
        uid: 'u',
        serviceAccount: long,
        nodeName: long,
        reason: turned + markup,
      },
    ],
  })
  const found = new Map(Object.entries(association ?? {}))
  return { association: String(found.get('associationId')) }
}

describe.skipIf(skipped)('hostile names', () => {
  for (const width of [1280, 768])
    test(`are text at ${width} pixels, and break no page`, async () => {
      const { association } = width === 1280 ? await hostileWorld() : await sameAgain()
      const { page, open } = await it.signedIn({ width })
      const paths = [
        '/clusters',
        '/clusters/blue',
        '/clusters/blue/access',
        `/clusters/blue/associations/${association}`,
        '/roles',
        `/roles/${roleName}`,
        `/explain?cluster=blue&namespace=${long}&serviceAccount=${long}`,
        '/activity',
        `/explain?cluster=${encodeURIComponent(markup)}&namespace=${encodeURIComponent(turned)}&serviceAccount=x`,
        `/clusters/${encodeURIComponent(markup)}`,
        `/${encodeURIComponent(markup)}`,
      ]
      for (const path of paths) {
        await open(path)
        await page.locator('main h1, main [class*=alert]').first().waitFor()
        await page.waitForLoadState('networkidle')
        expect(await page.evaluate(() => document.querySelectorAll('img[src="x"], main script').length)).toBe(0)
        const { scrollWidth, innerWidth } = await page.evaluate(() => ({
          scrollWidth: document.documentElement.scrollWidth,
          innerWidth: window.innerWidth,
        }))
        expect({ path, wider: scrollWidth > innerWidth }).toEqual({ path, wider: false })
      }
      await open(`/roles/${roleName}`)
      await page.getByText('onerror=').first().waitFor()
    })
})

async function sameAgain(): Promise<{ readonly association: string }> {
  const { associations } = await it.world.any.call('eks', 'ListPodIdentityAssociations', {
    clusterName: 'blue',
    namespace: long,
  })
  const [first] = Array.isArray(associations) ? associations : []
  return { association: String(new Map(Object.entries(first ?? {})).get('associationId')) }
}
