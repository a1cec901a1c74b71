// What can be set of the tool in hand, as a bar over the picture: each setting with its keys, whatever the tool.
import { ActionIcon, SegmentedControl, Slider, Switch, Text, Tooltip } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useCallback, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { inHand, settingsOf, type EditorState, type MountedEditor, type Setting, type SettingValue } from '@editor'
import { RULER } from '@editor/view/ruler'
import { Keys } from '@ui/Keys'
import { BAR_ROOM } from './barRoom'
import { useDerived, useEditorState } from './useEditor'
import { useKeptSettings } from './useKeptSettings'
import classes from './ToolOptions.module.css'

const AIR = 8

const settingsSet = (state: EditorState) => state.settings
const underWay = (state: EditorState) => state.tool === 'smart' && state.busy
const drawing = (state: EditorState) => state.tool === 'draw' && state.busy
const rulersShown = ({ item, rulers }: EditorState) => item.media === 'image' && rulers !== 'off'
const thinkingOf = (state: EditorState) => state.thinking

export function ToolOptions({ editor }: { editor: MountedEditor }) {
  useKeptSettings(editor)
  const { t } = useTranslation('label')
  const name = useDerived(editor, (view) => inHand(view)?.name ?? '')
  const set = useEditorState(editor, settingsSet)
  const steppingBack = useEditorState(editor, drawing)
  const rulers = useEditorState(editor, rulersShown)
  const bar = useRoom(editor, rulers ? BAR_ROOM + RULER : BAR_ROOM)
  const tool = inHand(editor)
  if (!tool || tool.name !== name || tool.settings.length === 0) return null
  const values = settingsOf(tool.settings, set[name])
  return (
    <div
      ref={bar}
      className={classes.bar}
      data-rulers={rulers || undefined}
      role="toolbar"
      data-behind={steppingBack || undefined}
      aria-label={t('toolOptions', { tool: tool.title })}
      // The picture has the keyboard again once a setting was changed with the mouse.
      onPointerUp={() => editor.focus()}
    >
      <Text size="xs" fw={600} className={classes.title ?? ''}>
        {tool.title}
      </Text>
      {tool.settings.map((setting) => (
        <Control
          key={setting.name}
          setting={setting}
          value={values[setting.name] ?? setting.initial}
          keyFor={(suffix) => editor.commands.keyFor(`${name}.${setting.name}${suffix}`)}
          onChange={(value) => editor.setSettings(name, { [setting.name]: value })}
        />
      ))}
      <Draft editor={editor} />
      <Thinking editor={editor} />
    </div>
  )
}

/**
 * Keeps the picture clear of the bar when it is fitted. One row is kept free whatever the tool, so that to take another one neither
 * moves the picture nor hides its top; more where a bar is so narrow that it has several.
 */
function useRoom(editor: MountedEditor, least: number): React.RefCallback<HTMLDivElement> {
  useLayoutEffect(() => editor.setCovered(least), [editor, least])
  return useCallback(
    (bar) => {
      if (!bar) return
      const sizes = new ResizeObserver(() => {
        editor.setCovered(Math.max(least, bar.offsetTop + bar.offsetHeight + AIR))
      })
      sizes.observe(bar)
      return () => {
        sizes.disconnect()
        editor.setCovered(least)
      }
    },
    [editor, least],
  )
}

interface ControlProps {
  readonly setting: Setting
  readonly value: SettingValue
  readonly keyFor: (suffix: string) => string
  readonly onChange: (value: SettingValue) => void
}

function Control({ setting, value, keyFor, onChange }: ControlProps) {
  switch (setting.kind) {
    case 'number':
      return (
        <div className={classes.setting}>
          <span className={classes.name}>{setting.title}</span>
          <KeyCap text={keyFor('.less')} />
          <Slider
            size="xs"
            w={72}
            thumbLabel={setting.title}
            label={null}
            min={setting.minimum}
            max={setting.maximum}
            step={setting.step.by === 'difference' ? Math.min(setting.step.of, 1) : 1}
            value={Number(value)}
            onChange={onChange}
          />
          <KeyCap text={keyFor('.more')} />
          <span className={classes.value}>
            {String(value)}
            {setting.unit === undefined ? '' : ` ${setting.unit}`}
          </span>
        </div>
      )
    case 'choice':
      return (
        <div className={classes.setting}>
          <span className={classes.name}>{setting.title}</span>
          <SegmentedControl
            size="xs"
            aria-label={setting.title}
            data={setting.options.map((option) => ({ value: option.value, label: option.title }))}
            value={String(value)}
            onChange={onChange}
          />
          <KeyCap text={keyFor('.next')} />
        </div>
      )
    case 'switch':
      return (
        <div className={classes.setting}>
          <Switch
            size="xs"
            label={setting.title}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <KeyCap text={keyFor('')} />
        </div>
      )
  }
}

/** Keys that help the eye; the sheet of keys says them to screen readers. */
function KeyCap({ text }: { text: string }) {
  return text ? (
    <span aria-hidden>
      <Keys keys={text} />
    </span>
  ) : null
}

/** For hands without a keyboard: accepting and dropping what a smart tool found. */
function Draft({ editor }: { editor: MountedEditor }) {
  const { t } = useTranslation('label')
  const shown = useEditorState(editor, underWay)
  if (!shown) return null
  const press = (key: string): void => {
    editor.key({
      type: 'key',
      key,
      code: key,
      repeat: false,
      modifiers: { shift: false, ctrl: false, alt: false, meta: false },
    })
  }
  return (
    <div className={classes.setting}>
      <Tooltip label={t('smart.accept')}>
        <ActionIcon
          size="sm"
          variant="light"
          color="accent"
          aria-label={t('smart.accept')}
          onClick={() => press('Enter')}
        >
          <IconCheck size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('smart.drop')}>
        <ActionIcon size="sm" aria-label={t('smart.drop')} onClick={() => press('Escape')}>
          <IconX size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** A line along the bar; it appears only where thinking takes long enough to be noticed. */
function Thinking({ editor }: { editor: MountedEditor }) {
  const { t } = useTranslation('label')
  const share = useEditorState(editor, thinkingOf)
  if (share === null) return null
  return (
    <span
      className={classes.thinking}
      role="progressbar"
      aria-label={t('smart.thinking')}
      aria-valuenow={Math.round(share * 100)}
      style={{ transform: `scaleX(${String(Math.max(share, 0.06))})` }}
    />
  )
}
