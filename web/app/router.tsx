// Every address and the page behind it. Pages are loaded when they are first visited.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router'
import { meQuery } from '@client/queries/session'
import { projectQuery } from '@client/queries/projects'
import { LinkSignIn } from './auth/LinkSignIn'
import { SignIn } from './auth/SignIn'
import { parseDataSearch } from './data/filters'
import { parseGoldSearch } from './gold/search'
import { Projects } from './projects/Projects'
import { parseContrastSearch } from './quality/search'
import { queries } from './queries'
import { parseSettingsSearch } from './settings/search'
import { ProjectShell } from './shell/ProjectShell'
import { parseSheetSearch } from './sheet/search'
import { Shell } from './shell/Shell'
import { Broken, NotFound } from './shell/Wall'

const root = createRootRoute({ component: Outlet, errorComponent: Broken, notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => (isLocalPath(search.next) ? { next: search.next } : {}),
  beforeLoad: async () => {
    if (await queries.fetchQuery(meQuery)) throw redirect({ to: '/' })
  },
  component: SignIn,
})

const link = createRoute({ getParentRoute: () => root, path: '/link/$token', component: LinkSignIn })

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const me = await queries.ensureQueryData(meQuery)
    if (!me) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
  },
  component: Shell,
})

const projects = createRoute({ getParentRoute: () => inside, path: '/', component: Projects })

const newProject = createRoute({
  getParentRoute: () => inside,
  path: '/projects/new',
  component: lazyRouteComponent(() => import('./projects/NewProject'), 'NewProject'),
})

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/Account'), 'Account'),
})

const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  component: lazyRouteComponent(() => import('./users/Users'), 'Users'),
})

const allJobs = createRoute({
  getParentRoute: () => inside,
  path: '/jobs',
  component: lazyRouteComponent(() => import('./jobs/AllJobs'), 'AllJobs'),
})

const project = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id',
  loader: ({ params }) => queries.ensureQueryData(projectQuery(params.id)),
  component: ProjectShell,
})

const tab = <P extends string>(path: P, component: RouteComponent) =>
  createRoute({ getParentRoute: () => project, path, component })

const overview = tab(
  '/',
  lazyRouteComponent(() => import('./overview/OverviewPage'), 'OverviewPage'),
)

const data = createRoute({
  getParentRoute: () => project,
  path: '/data',
  validateSearch: parseDataSearch,
  component: lazyRouteComponent(() => import('./data/DataPage'), 'DataPage'),
})

const sheet = createRoute({
  getParentRoute: () => project,
  path: '/sheet',
  validateSearch: parseSheetSearch,
  component: lazyRouteComponent(() => import('./sheet/SheetPage'), 'SheetPage'),
})

const members = tab(
  '/members',
  lazyRouteComponent(() => import('./members/Members'), 'Members'),
)
const settings = createRoute({
  getParentRoute: () => project,
  path: '/settings',
  validateSearch: parseSettingsSearch,
  component: lazyRouteComponent(() => import('./settings/Settings'), 'Settings'),
})
const activity = tab(
  '/activity',
  lazyRouteComponent(() => import('./activity/Activity'), 'Activity'),
)
const quality = tab(
  '/quality',
  lazyRouteComponent(() => import('./quality/QualityPage'), 'QualityPage'),
)
const contrasts = createRoute({
  getParentRoute: () => project,
  path: '/quality/items',
  validateSearch: parseContrastSearch,
  component: lazyRouteComponent(() => import('./quality/ContrastsPage'), 'ContrastsPage'),
})

const gold = createRoute({
  getParentRoute: () => project,
  path: '/gold',
  validateSearch: parseGoldSearch,
  component: lazyRouteComponent(() => import('./gold/GoldPage'), 'GoldPage'),
})

const calibrations = tab(
  '/calibrations',
  lazyRouteComponent(() => import('./calibration/CalibrationsPage'), 'CalibrationsPage'),
)
const calibration = tab(
  '/calibrations/$session',
  lazyRouteComponent(() => import('./calibration/SessionPage'), 'SessionPage'),
)

const checks = tab(
  '/checks',
  lazyRouteComponent(() => import('./checks/ChecksPage'), 'ChecksPage'),
)
const jobs = tab(
  '/jobs',
  lazyRouteComponent(() => import('./jobs/ProjectJobs'), 'ProjectJobs'),
)

const label = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/label',
  validateSearch: parseWorkSearch,
  component: lazyRouteComponent(() => import('./label/LabelPage'), 'LabelPage'),
})

const review = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/review',
  validateSearch: parseWorkSearch,
  component: lazyRouteComponent(() => import('./label/LabelPage'), 'ReviewPage'),
})

const item = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/items/$task',
  // Annotations that are selected, as a finding of a check names them.
  validateSearch: (search): { marks?: string } => (typeof search.marks === 'string' ? { marks: search.marks } : {}),
  component: lazyRouteComponent(() => import('./label/ViewPage'), 'ViewPage'),
})

const feedback = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/feedback/$answer',
  component: lazyRouteComponent(() => import('./gold/feedback/FeedbackPage'), 'FeedbackPage'),
})

const discussion = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/calibrations/$session/items/$task',
  component: lazyRouteComponent(() => import('./calibration/DiscussionPage'), 'DiscussionPage'),
})

const history = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$id/items/$task/history',
  validateSearch: (search): { before?: string; after?: string } => ({
    ...(typeof search.before === 'string' ? { before: search.before } : {}),
    ...(typeof search.after === 'string' ? { after: search.after } : {}),
  }),
  component: lazyRouteComponent(() => import('./history/HistoryPage'), 'HistoryPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    link,
    inside.addChildren([
      projects,
      newProject,
      account,
      users,
      allJobs,
      project.addChildren([
        overview,
        data,
        sheet,
        members,
        settings,
        activity,
        quality,
        contrasts,
        gold,
        calibrations,
        calibration,
        checks,
        jobs,
      ]),
      label,
      review,
      item,
      discussion,
      history,
      feedback,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** What the label page may be asked for: one task, or one stage. */
function parseWorkSearch(search: Record<string, unknown>): { task?: string; stage?: number } {
  return {
    ...(typeof search.task === 'string' ? { task: search.task } : {}),
    ...(typeof search.stage === 'number' ? { stage: search.stage } : {}),
  }
}

function isLocalPath(path: unknown): path is string {
  return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//')
}
