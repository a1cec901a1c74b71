// The classes with their colours and keys; the one that the next mark gets is lit. Tags are switched on and off here.
import { TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colorOf, type Class, type Editor } from '@editor'
import { ClassDot } from '@ui/ClassDot'
import { Keys } from '@ui/Keys'
import { matching } from '../commands/match'
import { useDerived, useEditorState, type Pieces } from './useEditor'
import classes from './Label.module.css'

const MANY = 14

const OF_CLASS: Pieces = ['activeClass']
const OF_COUNT: Pieces = ['edits']
const OF_READONLY: Pieces = ['readonly']

export function ClassPicker({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const [query, setQuery] = useState('')
  const { classes: all, groups } = editor.ontology
  const keys = useMemo(() => new Map(editor.commands.list().map((row) => [row.id, row.keys[0]])), [editor])
  const found = matching(query, all, (cls) => cls.name)
  const sections = useMemo(
    () =>
      bySection(
        found,
        groups.map((group) => group.name),
      ),
    [found, groups],
  )
  return (
    <div className={classes.classes}>
      {all.length > MANY && (
        <TextInput
          size="xs"
          mb={4}
          leftSection={<IconSearch size={14} />}
          placeholder={t('findClass')}
          aria-label={t('findClass')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found[0]
            if (event.key === 'Enter' && first) {
              editor.commands.run('class.choose', first.name)
              setQuery('')
            }
          }}
        />
      )}
      {sections.map(({ group, members }) => (
        <div key={group} role="group" aria-label={group || t('classes')}>
          {group && <div className={classes.question}>{group}</div>}
          {members.map((cls) => (
            <ClassButton key={cls.name} editor={editor} cls={cls} shortcut={keys.get(`class.${cls.name}`)} />
          ))}
        </div>
      ))}
    </div>
  )
}

function ClassButton({ editor, cls, shortcut }: { editor: Editor; cls: Class; shortcut: string | undefined }) {
  const constant = editor.labels.get(cls.type)?.constant !== undefined
  const active = useEditorState(editor, (state) => state.activeClass === cls.name, OF_CLASS)
  const count = Number(useDerived(editor, (view) => String(view.document.countOf(cls.name)), OF_COUNT))
  const readonly = useEditorState(editor, (state) => state.readonly, OF_READONLY)
  const lit = constant ? count > 0 : active
  return (
    <UnstyledButton
      className={classes.class}
      data-lit={lit || undefined}
      disabled={readonly}
      aria-pressed={lit}
      title={cls.description}
      style={{ paddingLeft: 8 + 12 * depthOf(editor, cls) }}
      onClick={() => editor.commands.run('class.choose', cls.name)}
    >
      <ClassDot name={cls.name} color={colorOf(editor.ontology, cls.name)} />
      <span className="lw-ellipsis lw-grow">{cls.name}</span>
      {!constant && count > 0 && <span className={classes.tally}>{count}</span>}
      {shortcut && <Keys keys={editor.commands.show(shortcut)} />}
    </UnstyledButton>
  )
}

function bySection(
  found: readonly Class[],
  groups: readonly string[],
): readonly { group: string; members: readonly Class[] }[] {
  const sections = ['', ...groups].map((group) => ({
    group,
    members: found.filter((cls) => (cls.group ?? '') === group),
  }))
  return sections.filter(({ members }) => members.length > 0)
}

function depthOf(editor: Editor, cls: Class): number {
  let depth = 0
  let parent = cls.parent
  while (parent && depth < 6) {
    depth += 1
    parent = editor.classOf(parent)?.parent
  }
  return depth
}
