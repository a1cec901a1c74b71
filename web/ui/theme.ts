// The visual language: one accent, quiet neutrals, a dense but legible scale. Colours for surfaces live in base.css.
import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  Drawer,
  Menu,
  Modal,
  SegmentedControl,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e9f3f1',
  '#d0e6e2',
  '#a3cfc8',
  '#72b6ac',
  '#489f93',
  '#218074',
  '#0f766b',
  '#0a6359',
  '#065048',
  '#033b35',
]

const gray: MantineColorsTuple = [
  '#f8f8f7',
  '#f2f2f0',
  '#e7e7e4',
  '#d9d9d5',
  '#bfbfba',
  '#94948e',
  '#6f6f6a',
  '#4f4f4b',
  '#353532',
  '#1f1f1d',
]

const dark: MantineColorsTuple = [
  '#e8e9ea',
  '#b9bcc0',
  '#8f949a',
  '#62676e',
  '#3a3f46',
  '#2a2e34',
  '#1f2328',
  '#181b1f',
  '#121417',
  '#0c0e10',
]

/** Dark enough below white words. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffe0e0',
  '#ffc4c4',
  '#ffa2a2',
  '#f28080',
  '#e03131',
  '#c92a2a',
  '#b42525',
  '#9e2020',
  '#8a1c1c',
]

export const theme = createTheme({
  colors: { accent, gray, dark, red },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', fw: 550 } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', tt: 'none', fw: 550, radius: 'sm' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: 'xs' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: true } }),
    Modal: Modal.extend({
      defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.4 } },
      styles: { title: { fontSize: '1rem', fontWeight: 600 } },
    }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', withItemsBorders: false } }),
  },
})

/** A quiet surface in a colour, what it becomes under the pointer, and what is written on it. */
function light(color: string, surface: string, hover: string, text: string): Record<string, string> {
  const name = `--mantine-color-${color}-light`
  return { [name]: surface, [`${name}-hover`]: hover, [`${name}-color`]: text }
}

/** Surfaces of our own that Mantine's components stand on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1d1f',
    '--mantine-color-dimmed': '#63666b',
    '--mantine-color-default-border': '#dddedb',
    '--mantine-color-placeholder': '#75787d',
    '--mantine-color-error': '#c02a2a',
    '--lw-canvas': '#f6f6f4',
    '--lw-surface': '#ffffff',
    '--lw-raised': '#ffffff',
    '--lw-sunken': '#f0f0ed',
    '--lw-hover': '#f1f1ee',
    '--lw-line': '#e4e4e0',
    '--lw-strong': '#c9c9c4',
    '--lw-accent': '#0f766b',
    '--lw-accent-text': '#0a6359',
    '--lw-accent-soft': '#e3f1ee',
    '--lw-good': '#2b7a3f',
    '--lw-warn': '#8f5d00',
    '--lw-bad': '#b42525',
    '--lw-good-soft': '#e4f3e7',
    '--lw-warn-soft': '#fbf0d9',
    '--lw-bad-soft': '#fbe7e6',
    '--lw-stage': '#eceae6',
    ...light('yellow', '#fbf0d9', '#f5e5c3', '#7a4f00'),
    ...light('orange', '#fdebdd', '#f9dfca', '#8f3f00'),
  },
  dark: {
    '--mantine-color-body': '#16191c',
    '--mantine-color-text': '#e4e6e8',
    '--mantine-color-dimmed': '#9aa0a6',
    '--mantine-color-default-border': '#30353b',
    '--mantine-color-placeholder': '#858b92',
    '--mantine-color-error': '#f08a84',
    '--lw-canvas': '#0f1113',
    '--lw-surface': '#16191c',
    '--lw-raised': '#1c2024',
    '--lw-sunken': '#0c0e10',
    '--lw-hover': '#1f2428',
    '--lw-line': '#262b30',
    '--lw-strong': '#3d444b',
    '--lw-accent': '#3aa697',
    '--lw-accent-text': '#6cc7b9',
    '--lw-accent-soft': '#14312d',
    '--lw-good': '#71c585',
    '--lw-warn': '#e0b45c',
    '--lw-bad': '#f08a84',
    '--lw-good-soft': '#162b1b',
    '--lw-warn-soft': '#30270f',
    '--lw-bad-soft': '#351a19',
    '--lw-stage': '#0a0b0d',
    ...light('accent', '#16352f', '#1c423b', '#84d6c9'),
    ...light('gray', '#23282d', '#2b3137', '#c3c7cb'),
    ...light('red', '#351a19', '#43211f', '#f5a39e'),
    ...light('yellow', '#30270f', '#3d3214', '#e9c47c'),
    ...light('orange', '#36210f', '#442a14', '#f2b27c'),
  },
})
