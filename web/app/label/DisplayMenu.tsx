// How the picture is shown: light, contrast, gamma, window, and how annotations are coloured and filled.
import {
  ActionIcon,
  Button,
  Popover,
  RangeSlider,
  SegmentedControl,
  Slider,
  Stack,
  Switch,
  Text,
  Tooltip,
} from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  COLORINGS,
  displayed,
  isPlain,
  peopleOf,
  RANGES,
  type Coloring,
  type Display,
  type Editor,
  type EditorState,
} from '@editor'
import { ClassDot } from '@ui/ClassDot'
import { useAnnotationIds, useEditorState } from './useEditor'
import classes from './Label.module.css'

const displayOf = (state: EditorState) => state.display
const coloringOf = (state: EditorState) => state.colorBy
const fillOf = (state: EditorState) => state.fill

export function DisplayMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const display = useEditorState(editor, displayOf)
  const changed = !isPlain(display)
  return (
    <Popover position="right-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <Tooltip label={t('display.title')} position="right">
          <ActionIcon
            size={34}
            aria-label={t('display.title')}
            variant={changed ? 'light' : 'subtle'}
            color={changed ? 'accent' : 'gray'}
          >
            <IconAdjustmentsHorizontal size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Picture editor={editor} display={display} />
          <Marks editor={editor} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Picture({ editor, display }: { editor: Editor; display: Display }) {
  const { t } = useTranslation('label')
  const change = (changes: Partial<Display>): void => editor.set({ display: displayed(display, changes) })
  return (
    <>
      {(['brightness', 'contrast', 'gamma'] as const).map((name) => (
        <Named key={name} label={t(`display.${name}`)}>
          <Slider
            size="sm"
            thumbLabel={t(`display.${name}`)}
            min={RANGES[name].minimum}
            max={RANGES[name].maximum}
            step={RANGES[name].step}
            label={(value) => value.toFixed(2)}
            value={display[name]}
            onChange={(value) => change({ [name]: value })}
          />
        </Named>
      ))}
      <Named label={t('display.window')}>
        <RangeSlider
          size="sm"
          thumbFromLabel={t('display.low')}
          thumbToLabel={t('display.high')}
          min={0}
          max={100}
          minRange={1}
          label={(value) => `${String(value)} %`}
          value={[Math.round(display.low * 100), Math.round(display.high * 100)]}
          onChange={([low, high]) => change({ low: low / 100, high: high / 100 })}
        />
      </Named>
      <div className="lw-row" style={{ justifyContent: 'space-between' }}>
        <Switch
          label={t('display.invert')}
          checked={display.invert}
          onChange={(event) => change({ invert: event.currentTarget.checked })}
        />
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={isPlain(display)}
          onClick={() => editor.commands.run('view.plain')}
        >
          {t('display.reset')}
        </Button>
      </div>
    </>
  )
}

function Marks({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const colorBy = useEditorState(editor, coloringOf)
  const fill = useEditorState(editor, fillOf)
  useAnnotationIds(editor)
  const people = peopleOf(editor.document)
  const offered = people.size > 0 ? COLORINGS : COLORINGS.filter((one) => one !== 'annotator')
  return (
    <>
      <Named label={t('display.colorBy')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('display.colorBy')}
          data={offered.map((value) => ({ value, label: t(`display.colors.${value}`) }))}
          value={colorBy}
          onChange={(value) => editor.set({ colorBy: value as Coloring })}
        />
        {colorBy === 'annotator' && people.size > 0 && (
          <ul className={classes.people} aria-label={t('display.people')}>
            {[...people].map(([name, color]) => (
              <li key={name} className="lw-row">
                <ClassDot name={name} color={color} />
                <span className="lw-ellipsis">{name}</span>
              </li>
            ))}
          </ul>
        )}
      </Named>
      <Named label={t('display.fill')}>
        <Slider
          size="sm"
          thumbLabel={t('display.fill')}
          min={0}
          max={1}
          step={0.02}
          label={(value) => `${String(Math.round(value * 100))} %`}
          value={fill}
          onChange={(value) => editor.set({ fill: value })}
        />
      </Named>
    </>
  )
}

function Named({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" fw={550} mb={4}>
        {label}
      </Text>
      {children}
    </div>
  )
}
