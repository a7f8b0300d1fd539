import type { Locator, Page } from 'playwright-core'

/** What is dropped: files and folders by their paths, as from the desktop, or words by their types, as from a browser. */
export type Dropping = { paths: readonly string[] } | { words: Readonly<Record<string, string>> }

/** Drops on the middle of an element, through the browser's own input: folders are folders, files are files on disk. */
export async function drop(page: Page, on: Locator, what: Dropping): Promise<void> {
  const box = await on.boundingBox()
  if (box === null) throw new Error('What should be dropped on is not in sight')
  const data = {
    items: 'words' in what ? Object.entries(what.words).map(([mimeType, words]) => ({ mimeType, data: words })) : [],
    files: 'paths' in what ? [...what.paths] : [],
    dragOperationsMask: 1,
  }
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data,
    })
  await session.detach()
}
