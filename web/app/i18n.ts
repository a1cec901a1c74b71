// The texts of every page, one catalogue per area. English is the source language and the fallback.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import account from './texts/en/account.json'
import activity from './texts/en/activity.json'
import auth from './texts/en/auth.json'
import calibration from './texts/en/calibration.json'
import checks from './texts/en/checks.json'
import common from './texts/en/common.json'
import data from './texts/en/data.json'
import gold from './texts/en/gold.json'
import history from './texts/en/history.json'
import jobs from './texts/en/jobs.json'
import label from './texts/en/label.json'
import members from './texts/en/members.json'
import overview from './texts/en/overview.json'
import projects from './texts/en/projects.json'
import quality from './texts/en/quality.json'
import settings from './texts/en/settings.json'
import sheet from './texts/en/sheet.json'
import transfer from './texts/en/transfer.json'
import users from './texts/en/users.json'

export const en = {
  account,
  activity,
  auth,
  calibration,
  checks,
  common,
  data,
  gold,
  history,
  jobs,
  label,
  members,
  overview,
  projects,
  quality,
  settings,
  sheet,
  transfer,
  users,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

void i18next.use(initReactI18next).init({
  resources: { en },
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'common',
  interpolation: { escapeValue: false },
})
