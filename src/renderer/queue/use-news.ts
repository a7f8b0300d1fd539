import { useEffect, useRef } from 'react'
import type { QueueSummary } from '../../shared/contract/index.ts'
import { announce } from '../announce/announce.tsx'
import { useClient, useRequest } from '../api/react.ts'
import { useNewest } from '../api/use-newest.ts'
import { useFormat } from '../format/use-format.ts'
import { useBook } from '../frame/book.tsx'
import { told } from '../i18n/told.ts'
import { useWords } from '../i18n/words.ts'
import { holdingFault } from './lane-words.ts'
import { type News, newsBetween } from './news.ts'
import { notifyHere } from './notify.ts'
import { useLaneName } from './provider-names.ts'
import { useQueue } from './queue-context.tsx'

/** Says what happened to those who hear the window, and by the system to those who look elsewhere. */
export function useNews(): void {
  const client = useClient()
  const words = useWords('queue')
  const format = useFormat()
  const laneName = useLaneName()
  const title = useBook()?.title ?? 'Panelwright'
  const canNotify = useRequest('app.about', {}).data?.can.notify === true
  const { summary } = useQueue()
  const before = useRef<QueueSummary | null>(null)

  const inWords = (news: News): { title: string; body: string } => {
    switch (news.kind) {
      case 'done':
        return { title: words('done', { count: news.pictures }), body: words('news.doneBody') }
      case 'partly':
        return {
          title: words('news.partly', { done: format.number(news.pictures), failed: format.number(news.failed) }),
          body: words('news.partlyBody'),
        }
      case 'gate':
        return {
          title: words('news.gate', { count: news.pictures }),
          body: words('needs.gate', { count: news.waiting }),
        }
      case 'stopped': {
        const { need } = news
        const body = words('waiting', { count: news.waiting })
        if (need.kind === 'disk') return { title: words('stop.disk'), body }
        if (need.kind === 'cap') return { title: words('stop.cap'), body }
        if (need.kind !== 'lane') return { title: words('stop.fault'), body }
        const fault = holdingFault(need)
        return {
          title: fault ? words(`laneTitle.${fault}`, { provider: laneName(need.lane) }) : told(need.message),
          body,
        }
      }
    }
  }
  const tell = useNewest((news: News) => {
    const said = inWords(news)
    announce(`${said.title} ${said.body}`, news.kind === 'stopped' ? 'assertive' : 'polite')
    if (document.hasFocus()) return
    const body = `${said.title} ${said.body}`
    // That it cannot be told now takes nothing away: the bar says it too.
    if (canNotify)
      void client.request('app.notify', { title: title.slice(0, 120), body: body.slice(0, 400) }).catch(() => {})
    else notifyHere(title, body)
  })
  useEffect(() => {
    if (summary === null) return
    const news = newsBetween(before.current, summary)
    before.current = summary
    if (news) tell.current(news)
  }, [summary])
}
