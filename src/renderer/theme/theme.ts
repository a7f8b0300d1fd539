import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

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

const SIZES = { size: 'xs' } as const

/** Sizes and corners of the window's controls. */
export const theme = createTheme({
  primaryColor: 'pencil',
  primaryShade: { dark: 6, light: 7 },
  colors: { pencil: PENCIL },
  fontFamily: 'var(--pw-font-ui)',
  fontFamilyMonospace: 'var(--pw-font-mono)',
  headings: { fontFamily: 'var(--pw-font-ui)', fontWeight: '560' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.334', sm: '1.54', md: '1.43', lg: '1.625', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '4px', xl: '4px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'compact-sm' } },
    TextInput: { defaultProps: SIZES },
    Textarea: { defaultProps: SIZES },
    NumberInput: { defaultProps: SIZES },
    PasswordInput: { defaultProps: SIZES },
    Select: { defaultProps: { ...SIZES, allowDeselect: false, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: SIZES },
    NativeSelect: { defaultProps: SIZES },
    Checkbox: { defaultProps: SIZES },
    Switch: { defaultProps: SIZES },
    Radio: { defaultProps: SIZES },
    SegmentedControl: { defaultProps: SIZES },
    Slider: { defaultProps: SIZES },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: false, transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.5 } } },
  },
})

/** Every colour the controls have is one of `tokens.css`, in both themes. */
export const resolveVariables: CSSVariablesResolver = () => {
  const colors = {
    '--mantine-color-body': 'var(--pw-base)',
    '--mantine-color-text': 'var(--pw-text)',
    '--mantine-color-bright': 'var(--pw-text)',
    '--mantine-color-dimmed': 'var(--pw-text-2)',
    '--mantine-color-placeholder': 'var(--pw-text-3)',
    '--mantine-color-anchor': 'var(--pw-accent)',
    '--mantine-color-error': 'var(--pw-failed)',
    '--mantine-color-default': 'var(--pw-field)',
    '--mantine-color-default-hover': 'var(--pw-hover)',
    '--mantine-color-default-color': 'var(--pw-text)',
    '--mantine-color-default-border': 'var(--pw-line-control)',
    '--mantine-color-disabled': 'var(--pw-raised)',
    '--mantine-color-disabled-color': 'var(--pw-text-off)',
    '--mantine-color-disabled-border': 'var(--pw-line)',
    '--mantine-color-pencil-text': 'var(--pw-accent)',
    '--mantine-color-pencil-filled': 'var(--pw-accent-fill)',
    '--mantine-color-pencil-filled-hover': 'var(--pw-accent-fill-hover)',
    '--mantine-color-pencil-light': 'var(--pw-accent-wash)',
    '--mantine-color-pencil-light-hover': 'var(--pw-active)',
    '--mantine-color-pencil-light-color': 'var(--pw-accent)',
    '--mantine-color-pencil-outline': 'var(--pw-accent-line)',
    '--mantine-primary-color-contrast': 'var(--pw-on-accent)',
    '--mantine-color-gray-text': 'var(--pw-text-2)',
    '--mantine-color-gray-light': 'var(--pw-raised)',
    '--mantine-color-gray-light-hover': 'var(--pw-active)',
    '--mantine-color-gray-light-color': 'var(--pw-text)',
    '--mantine-color-red-text': 'var(--pw-failed)',
    '--mantine-color-red-light': 'var(--pw-failed-wash)',
    '--mantine-color-red-light-color': 'var(--pw-failed)',
  }
  return { variables: {}, dark: colors, light: colors }
}
