import { useDirection, useMantineColorScheme } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { useEffect, useLayoutEffect } from 'react'
import { isRightToLeft, speak, windowLanguage } from '../i18n/words.ts'
import { useSettings } from '../settings/settings.tsx'

/** Keeps the page in the theme, language, direction and size of text the author chose. Draws nothing. */
export function ThemeFollower(): null {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const { setDirection } = useDirection()
  const system = useColorScheme('dark')
  const settings = useSettings()
  const theme = settings.theme === 'system' ? system : settings.theme
  const { textSize } = settings
  const language = windowLanguage(settings.language, navigator.languages)
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
    setColorScheme(theme)
  }, [theme, setColorScheme])
  useEffect(() => {
    // Zoom, not the root's font size: rows, bars and pictures grow with their words.
    document.documentElement.style.setProperty('zoom', `${textSize}%`)
  }, [textSize])
  useLayoutEffect(() => {
    document.documentElement.lang = language
    setDirection(isRightToLeft(language) ? 'rtl' : 'ltr')
    speak(language)
  }, [language, setDirection])
  return null
}
