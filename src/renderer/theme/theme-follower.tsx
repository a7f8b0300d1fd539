import { useMantineColorScheme } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { useEffect } from 'react'
import { useRequest } from '../api/react.ts'

/** Keeps the page in the theme, language and size of text the author chose. Draws nothing. */
export function ThemeFollower(): null {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const system = useColorScheme('dark')
  const { data } = useRequest('app.settings', {}, ['settings'])
  const theme = data?.theme === undefined || data.theme === 'system' ? system : data.theme
  const textSize = data?.textSize ?? 100
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    setColorScheme(theme)
  }, [theme, setColorScheme])
  useEffect(() => {
    document.documentElement.style.fontSize = `${textSize}%`
  }, [textSize])
  return null
}
