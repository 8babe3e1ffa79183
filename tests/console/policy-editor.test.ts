import { describe, expect, test } from 'bun:test'
import { browsing, skipped } from './browsing'
import { marked, write } from './editing'

describe.skipIf(skipped)('the policy editor', () => {
  const it = browsing()

  test('marks what is wrong, in words and at its line, and says what is right', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/orders-api/inline-policies/new')
    await write(
      page,
      'Policy document',
      '{"Version":"2012-10-17",\n"Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}',
    )
    await page.getByText('Line 2, column 41: Actions/Conditions must be prefaced by a vendor').first().waitFor()
    await page.getByRole('tab', { name: 'Errors: 1' }).click()
    await page.getByRole('link', { name: /Ln 2, Col 41/ }).waitFor()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('broken')
    await page.getByRole('button', { name: 'Add policy' }).click()
    await expect(
      it.world.any.call('iam', 'GetRolePolicy', { RoleName: 'orders-api', PolicyName: 'broken' }),
    ).rejects.toThrow('cannot be found')

    await write(
      page,
      'Policy document',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    )
    await page.getByText('Allows every action on everything.').first().waitFor()
    await page.getByRole('tab', { name: 'Warnings: 1' }).click()
    await page.getByRole('link', { name: /This allows everything/ }).waitFor()
  }, 90_000)

  test('begins with a template, tries the draft, and keeps it', async () => {
    const { page, open } = await it.signedIn()
    await open('/roles/ledger/inline-policies/new')
    await page.getByLabel('Bucket name').fill('NO')
    await page.getByRole('button', { name: 'Write the policy' }).click()
    await page.getByText('From 3 to 63 small letters').first().waitFor()
    await page.getByLabel('Bucket name').fill('books')
    await page.getByRole('button', { name: 'Write the policy' }).click()
    await page.getByText('on all objects in the bucket books').first().waitFor()

    await page.getByRole('button', { name: 'Test this policy' }).click()
    await page.getByRole('combobox', { name: 'Actions' }).fill('s3:GetObject')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Actions' }).fill('s3:PutObject')
    await page.getByRole('textbox', { name: 'Resource' }).fill('arn:aws:s3:::books/x')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    const results = page.getByRole('table', { name: 'Results' })
    await results.getByRole('row', { name: /s3:GetObject Allowed/ }).waitFor()
    await results.getByRole('row', { name: /s3:PutObject Not allowed No statement allows it/ }).waitFor()
    await page.getByText('Read (Allow), lines 10 to 15').first().waitFor()
    await marked(page, 'decides-allow').first().waitFor()

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('books')
    await page.getByRole('button', { name: 'Add policy' }).click()
    await page.getByText('The inline policy books was added.').first().waitFor()
    const { PolicyDocument } = await it.world.any.call('iam', 'GetRolePolicy', {
      RoleName: 'ledger',
      PolicyName: 'books',
    })
    expect(decodeURIComponent(String(PolicyDocument))).toContain('arn:aws:s3:::books/*')
  }, 90_000)

  test('follows the look, and asks before what was written is left', async () => {
    const { page, open } = await it.signedIn({ dark: true })
    await open('/roles/orders-api/inline-policies/of/read-bucket')
    await page.locator('.ace-cloud_editor_dark').waitFor()
    await write(page, 'Policy document', '{}')
    await page.getByRole('link', { name: 'Clusters' }).click()
    const asking = page.getByRole('dialog', { name: 'Leave this page?' })
    await asking.getByRole('button', { name: 'Stay' }).click()
    await page.getByText('Line 1, column 1: Syntax errors in policy.').first().waitFor()
    await page.getByRole('link', { name: 'Clusters' }).click()
    await asking.getByRole('button', { name: 'Leave' }).click()
    await page.getByRole('heading', { name: 'Clusters' }).waitFor()
  }, 90_000)
})
