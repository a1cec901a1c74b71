// The part of an object's menu that the ontology makes: its class, and quick answers to the questions asked of it.
import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { canBecome, colorOf, type Annotation, type Attribute, type Editor } from '@editor'
import { ClassDot } from '@ui/ClassDot'
import classes from './Label.module.css'

/** The classes that what is selected can have. */
export function ClassItems({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const chosen = changeable(editor)
  const fitting = editor.ontology.classes.filter((cls) => chosen.every((one) => canBecome(editor, one, cls)))
  if (chosen.length === 0 || fitting.length < 2) return null
  return (
    <Menu.Sub position="right-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t('class')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={classes.submenu ?? ''}>
        <Menu.RadioGroup
          value={common(chosen, (one) => one.class)}
          onChange={(name) => editor.commands.run('annotation.class', { name })}
        >
          {fitting.map((cls) => (
            <Menu.RadioItem key={cls.name} value={cls.name} closeMenuOnClick>
              <span className="lw-row">
                <ClassDot name={cls.name} color={colorOf(editor.ontology, cls.name)} />
                <span className="lw-ellipsis">{cls.name}</span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

/** Of all selected, where they are of one class: yes or no with one click, one of several from a list. */
export function QuestionItems({ editor }: { editor: Editor }) {
  const chosen = changeable(editor)
  const [first] = chosen
  if (!first || chosen.some((one) => one.class !== first.class)) return null
  const questions = editor.classOf(first.class)?.attributes ?? []
  return questions.map((attribute) => (
    <Question key={attribute.name} editor={editor} attribute={attribute} chosen={chosen} />
  ))
}

interface QuestionProps {
  readonly editor: Editor
  readonly attribute: Attribute
  readonly chosen: readonly Annotation[]
}

function Question({ editor, attribute: { name, kind, options = [] }, chosen }: QuestionProps) {
  const answer = (value: boolean | string): boolean => editor.commands.run('annotation.attribute', { name, value })
  const said = common(chosen, ({ attributes }) => attributes[name])
  if (kind === 'boolean') {
    return (
      <Menu.CheckboxItem checked={said === true} closeMenuOnClick onChange={answer}>
        {name}
      </Menu.CheckboxItem>
    )
  }
  if (kind !== 'one_of') return null
  return (
    <Menu.Sub position="right-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item>{name}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown className={classes.submenu ?? ''}>
        <Menu.RadioGroup value={typeof said === 'string' ? said : null} onChange={answer}>
          {options.map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>
              {option}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

/** What all of them have; null where they differ. */
function common<T>(annotations: readonly Annotation[], pick: (annotation: Annotation) => T): T | null {
  const [first, ...rest] = annotations.map(pick)
  return first !== undefined && rest.every((one) => one === first) ? first : null
}

/** The selected ones that may be changed. */
function changeable({ document, state }: Editor): readonly Annotation[] {
  if (state.readonly) return []
  return [...state.selection].flatMap((id) => (state.locked.has(id) ? [] : (document.get(id) ?? [])))
}
