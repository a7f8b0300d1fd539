import { useWords } from '../../i18n/words.ts'

export function Work() {
  const words = useWords('gallery')
  return <h1>{words('title')}</h1>
}
