import { useWords } from '../../i18n/words.ts'

export function Work() {
  const words = useWords('script')
  return <h1>{words('title')}</h1>
}
