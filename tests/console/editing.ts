import type { Page } from 'playwright-core'

/** Writes a document into the editor of that name, in place of what is there. */
export async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

/** The lines that are marked in the editors of the page, by how. */
export function marked(page: Page, how: 'decides-allow' | 'decides-deny') {
  return page.locator(`.ace_marker-layer .${how}`)
}
