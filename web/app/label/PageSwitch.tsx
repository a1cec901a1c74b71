// Which page of its file the item is, and the way to look at the others.
import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Editor } from '@editor'
import { ownPage, pageCount, pageShown } from '@editor/pages'
import { useDerived } from './useEditor'
import classes from './PageSwitch.module.css'

export function PageSwitch({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  useDerived(editor, ({ state }) => `${state.item.id} ${String(state.page)}`)
  const { state } = editor
  const [shown, own, count] = [pageShown(state), ownPage(state.item), pageCount(state.item)]
  if (count === 1) return null
  const turn = (command: string, end: boolean, icon: React.ReactNode) => (
    <ActionIcon
      size={24}
      disabled={end}
      aria-label={t(command === 'view.next-page' ? 'pages.next' : 'pages.previous')}
      title={editor.commands.keyFor(command)}
      onClick={() => editor.commands.run(command)}
    >
      {icon}
    </ActionIcon>
  )
  return (
    <div className={classes.bar} role="group" aria-label={t('pages.title')} data-elsewhere={shown !== own || undefined}>
      {turn('view.previous-page', shown === 1, <IconChevronLeft size={16} />)}
      <span className="lw-num" role="status">
        {t('pages.of', { page: shown, count })}
      </span>
      {turn('view.next-page', shown === count, <IconChevronRight size={16} />)}
      {shown !== own && (
        <>
          <span className={classes.note}>{t('pages.elsewhere')}</span>
          <Button size="compact-xs" variant="light" onClick={() => editor.commands.run('view.own-page')}>
            {t('pages.back', { page: own })}
          </Button>
        </>
      )}
    </div>
  )
}
