import type { Page } from 'playwright-core'
import { demandOfMain, settled } from '../harness/ask-main.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { roughPicture } from '../harness/vendors/paint.ts'

/** How the book is that a screen is shown with. */
export const STATES = ['empty', 'full', 'error'] as const
export type State = (typeof STATES)[number]

/** Pictures that come before the provider says that its bill is too high. */
const UNTIL_BILLING = 34

/** A provider that draws roughs, refuses now and then, and stops at its billing limit. */
export function troubledProvider(): Promise<OpenAiServer> {
  return OpenAiServer.start({
    painter: roughPicture,
    script: ({ number }) => {
      if (number > UNTIL_BILLING) return 'billing-limit'
      return number % 11 === 5 ? 'moderation' : 'ok'
    },
  })
}

/** Brings the window to a book of this state. */
export async function openBook(page: Page, state: State): Promise<void> {
  if (state === 'empty') {
    await demandOfMain(page, 'book.create', { title: 'The Quiet Pier', pageFormat: 'us-comic' })
    return
  }
  await demandOfMain(page, 'book.sample', {})
  if (state === 'full') {
    await demandOfMain(page, 'batch.generate', { styles: ['ligne-claire'], provider: 'roughs', images: 2 })
    await settled(page)
    await cull(page)
  } else {
    await demandOfMain(page, 'batch.generate', {
      styles: ['ligne-claire'],
      provider: 'openai',
      images: 2,
      budgetUsd: 8,
      concurrency: 4,
    })
    await settled(page)
  }
}

/** Some picked, some rejected, as in the middle of an evening's work. */
async function cull(page: Page): Promise<void> {
  const { editions } = await demandOfMain(page, 'book.status', {})
  const { style, lang } = editions[0]!
  const { panels } = await demandOfMain(page, 'takes.gallery', { edition: { style, lang }, limit: 60 })
  const firsts = panels.flatMap(({ takes }) => (takes[0] ? [takes[0].id] : []))
  const seconds = panels.flatMap(({ takes }) => (takes[1] ? [takes[1].id] : []))
  await demandOfMain(page, 'takes.pick', { takeIds: firsts.slice(0, 40) })
  await demandOfMain(page, 'takes.reject', { takeIds: seconds.slice(0, 12) })
}
