import type { Page } from 'playwright-core'
import type { Reply, RouteInput, RouteName, RouteOutput } from '../../src/shared/contract/index.ts'

/** Asks main from within the page, over whatever way it has. */
const ASK = `async ([name, input]) => {
  if (window.panelwright) return window.panelwright.request(name, input)
  const socket = new WebSocket('ws://' + location.host + '/socket')
  await new Promise((open) => { socket.onopen = open })
  const reply = new Promise((resolve) => {
    socket.onmessage = ({ data }) => { const m = JSON.parse(data); if (m.reply) resolve(m.reply) }
  })
  socket.send(JSON.stringify({ id: 1, name, input }))
  const answer = await reply
  socket.close()
  return answer
}`

/** One request as the page's client makes it; a refusal is an answer, too. */
export async function askMain<Name extends RouteName>(
  page: Page,
  name: Name,
  input: RouteInput<Name>,
): Promise<Reply<RouteOutput<Name>>> {
  return (await page.evaluate(`(${ASK})(${JSON.stringify([name, input])})`)) as Reply<RouteOutput<Name>>
}

/** @throws Error with what main said */
export async function demandOfMain<Name extends RouteName>(
  page: Page,
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const reply = await askMain(page, name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`)
  return reply.data
}

/** Waits until the queue does nothing more by itself. */
export async function settled(page: Page): Promise<void> {
  for (;;) {
    const { phase, waits } = await demandOfMain(page, 'queue.summary', {})
    if (phase === 'idle' || waits.some(({ until }) => until === null)) return
    await new Promise((later) => setTimeout(later, 200))
  }
}
