// What every page stands in: theme, cached answers, notifications, routes.
import { Drawer, MantineProvider, mergeThemeOverrides, Modal, Notification } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import i18next from 'i18next'
import { cssVariables, theme } from '@ui/theme'
import { queries } from './queries'
import { router } from './router'

const closing = { closeButtonProps: { 'aria-label': i18next.t('close') } }

/** The theme with the words that its components say to screen readers. */
const spoken = mergeThemeOverrides(theme, {
  components: {
    Modal: Modal.extend({ defaultProps: closing }),
    Drawer: Drawer.extend({ defaultProps: closing }),
    Notification: Notification.extend({ defaultProps: closing }),
  },
})

export function App() {
  return (
    <MantineProvider theme={spoken} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-center" limit={3} autoClose={4000} containerWidth={400} />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
