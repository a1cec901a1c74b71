// One's own account: name, look, keys, password, tokens.
import { Button, Group, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChangePassword, useMe, useRename } from '@client/queries/session'
import { Page, Section } from '@ui/Page'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { TopBar } from '../shell/TopBar'
import { useTheme, type ThemeChoice } from '../shell/useTheme'
import { KeymapEditor } from './KeymapEditor'
import { MacroList } from './MacroList'
import { Tokens } from './Tokens'

const SHORTEST = 12

export function Account() {
  const { t } = useTranslation('account')
  return (
    <>
      <TopBar />
      <Page title={t('title')} width={46}>
        <Stack gap="md">
          <Section title={t('profile')}>
            <Profile />
          </Section>
          <Section title={t('look')}>
            <Look />
          </Section>
          <Section title={t('keys')}>
            <KeymapEditor />
          </Section>
          <Section title={t('macros')}>
            <MacroList />
          </Section>
          <Section title={t('password')}>
            <Password />
          </Section>
          <Section title={t('tokens')}>
            <Tokens />
          </Section>
        </Stack>
      </Page>
    </>
  )
}

function Profile() {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation('common')
  const me = useMe()
  const rename = useRename()
  const [name, setName] = useState(me?.name ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        rename.mutate(name.trim(), { onSuccess: () => tellDone(common('saved')), onError: tellProblem })
      }}
    >
      <Group align="flex-end">
        <TextInput
          label={t('name')}
          className="lw-grow"
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('email')} className="lw-grow" value={me?.email ?? ''} readOnly />
        <Button type="submit" disabled={!name.trim() || name === me?.name} loading={rename.isPending}>
          {common('save')}
        </Button>
      </Group>
    </form>
  )
}

function Look() {
  const { t } = useTranslation('common')
  const { choice, choose } = useTheme()
  return (
    <SegmentedControl
      aria-label={t('theme')}
      value={choice}
      onChange={(value) => choose(value as ThemeChoice)}
      data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`themes.${value}`) }))}
    />
  )
}

function Password() {
  const { t } = useTranslation('account')
  const change = useChangePassword()
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(
          { old: old || null, new: fresh },
          {
            onSuccess: () => {
              setOld('')
              setFresh('')
              tellDone(t('passwordChanged'))
            },
          },
        )
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t('oldPassword')}
          description={t('oldPasswordHint')}
          autoComplete="current-password"
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('newPassword')}
          description={t('newPasswordHint', { shortest: SHORTEST })}
          autoComplete="new-password"
          value={fresh}
          onChange={(event) => setFresh(event.currentTarget.value)}
        />
        {change.error && <ProblemView error={change.error} />}
        <Group justify="flex-end">
          <Button type="submit" variant="default" disabled={!fresh} loading={change.isPending}>
            {t('changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
