import { Button } from '@mantine/core'
import { useRequest } from '../../api/react.ts'
import { useFormat } from '../../format/use-format.ts'
import { type Edition, useEdition } from '../../frame/book.tsx'
import { useWords } from '../../i18n/words.ts'
import { Empty } from '../../parts/empty.tsx'
import { usePlace } from '../../place/use-place.ts'
import { useStyleName } from './promote.tsx'
import { Rough } from './rough.tsx'
import { useLooksAt } from './use-looks-at.ts'

/** Other editions that are offered. */
const MOST = 3

/** A gallery with nothing in it: the way to other editions that have pictures, or to where pictures are made. */
export function NoTakes() {
  const words = useWords('gallery')
  const { open } = usePlace()
  const nameOf = useEditionName()
  const looksAt = useLooksAt()
  const { edition, choose } = useEdition()
  const { data } = useRequest('takes.editions', {}, ['book', 'takes'])
  if (data === null || edition === null) return null
  const others = data.editions.filter((one) => one.panels > 0 && !looksAt(one)).slice(0, MOST)
  const generate = (
    <Button variant={others.length > 0 ? 'default' : 'filled'} onClick={() => open('generate')}>
      {words('empty.generate')}
    </Button>
  )
  if (others.length === 0)
    return (
      <Empty rough={<Rough />} title={words('empty.title')} actions={generate}>
        {words('empty.words')}
      </Empty>
    )
  return (
    <Empty
      rough={<Rough />}
      title={words('empty.here', { where: nameOf(edition) })}
      actions={
        <>
          {others.map(({ style, lang }, at) => (
            <Button
              key={`${style} ${lang}`}
              variant={at === 0 ? 'filled' : 'default'}
              onClick={() => choose({ style, lang })}
            >
              {words('empty.show', { where: nameOf({ style, lang }) })}
            </Button>
          ))}
          {generate}
        </>
      }
    >
      {words('empty.elsewhere')}
    </Empty>
  )
}

/** `Noir`, or `Español · Noir` where it is not the language that is looked at. */
export function useEditionName(): (edition: Edition) => string {
  const { language } = useFormat()
  const styleName = useStyleName()
  const { edition } = useEdition()
  return ({ style, lang }) => [lang === edition?.lang ? [] : language(lang), styleName(style)].flat().join(' · ')
}
