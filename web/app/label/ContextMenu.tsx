// The menu on an object or on the bare picture: what can be done there, from the registry of commands, under the pointer.
import { Menu } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CommandRow, type MountedEditor } from '@editor'
import { ClassItems, QuestionItems } from './ContextMenuItems'
import { menuPlace, type MenuAt } from './menuPlace'
import { sectionsOf } from './menuSections'
import classes from './Label.module.css'

interface Asked extends MenuAt {
  readonly on: 'object' | 'ground'
}

export function ContextMenu({ editor }: { editor: MountedEditor }) {
  const { t } = useTranslation('label')
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(
    () =>
      editor.on('effect', ({ type, on, page }) => {
        if (type === 'menu') setAsked({ on: on === 'object' ? 'object' : 'ground', ...menuPlace(editor, page) })
      }),
    [editor],
  )
  const close = useCallback((): void => {
    setAsked(null)
    editor.focus()
  }, [editor])
  const opened = asked !== null
  useEffect(() => {
    if (!opened) return
    // The menu hears the key itself once it has the focus, which comes a moment after it is seen.
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close()
    }
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [opened, close])
  if (!asked) return null
  return (
    <Menu
      opened
      onClose={close}
      // The finger that asked for it, lifted, is no press of the mouse.
      clickOutsideEvents={['pointerdown']}
      // Beside the pointer, moved up as far as its end needs to be seen.
      position="right-start"
      offset={2}
      shadow="md"
      width={290}
      withinPortal
      trapFocus
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(asked.on === 'object' ? 'menu.object' : 'menu.ground')}
          className={classes.menuPoint}
          style={{ left: asked.page.x, top: asked.page.y }}
        />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Items editor={editor} asked={asked} />
      </Menu.Dropdown>
    </Menu>
  )
}

function Items({ editor, asked }: { editor: MountedEditor; asked: Asked }) {
  const { t } = useTranslation('label')
  const { sections, shape } = sectionsOf(editor, asked.on)
  const item = (row: CommandRow) => <CommandItem key={row.id} editor={editor} row={row} asked={asked} />
  return (
    <>
      {asked.on === 'object' && (
        <>
          <ClassItems editor={editor} />
          <QuestionItems editor={editor} />
          {shape.rows.length > 0 && (
            <Menu.Sub position="right-start">
              <Menu.Sub.Target>
                <Menu.Sub.Item>{shape.title}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown className={classes.submenu ?? ''}>{shape.rows.map(item)}</Menu.Sub.Dropdown>
            </Menu.Sub>
          )}
          <Menu.Divider />
        </>
      )}
      {sections.map((rows, index) => (
        <div key={rows[0]?.id} role="group" aria-label={t('menu.section', { number: index + 1 })}>
          {index > 0 && <Menu.Divider />}
          {rows.map(item)}
        </div>
      ))}
    </>
  )
}

function CommandItem({ editor, row, asked }: { editor: MountedEditor; row: CommandRow; asked: Asked }) {
  const key = editor.commands.keyFor(row.id)
  return (
    <Menu.Item
      {...(key ? { rightSection: <kbd className={classes.keyCap}>{key}</kbd> } : {})}
      onClick={() => editor.commands.run(row.id, row.menu?.placed ? asked.at : undefined)}
    >
      {row.title}
    </Menu.Item>
  )
}
