import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Pencil blue from wash to ink; the fills of both themes are among them. */
const PENCIL: MantineColorsTuple = [
  '#dce6f1',
  '#b9d0ea',
  '#9cc3f5',
  '#8ab4ea',
  '#4a86cc',
  '#3f78b8',
  '#2f69ab',
  '#265f9e',
  '#22578f',
  '#1f2d3e',
]

/** Sizes and corners of the window's controls; colours come from `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'pencil',
  primaryShade: { dark: 6, light: 7 },
  colors: { pencil: PENCIL },
  fontFamily: 'var(--pw-font-ui)',
  fontFamilyMonospace: 'var(--pw-font-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.334', sm: '1.54', md: '1.43', lg: '1.625', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '4px', xl: '4px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { Button: { defaultProps: { size: 'compact-sm' } } },
})
