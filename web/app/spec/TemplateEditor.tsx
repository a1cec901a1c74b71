// The template of a class of keypoints: its points on a small picture and in a list, what joins them, who is left and right.
import {
  ActionIcon,
  Button,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowUp,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TemplateCanvas, type CanvasMode } from './TemplateCanvas'
import {
  changedPoint,
  optionsOf,
  paired,
  pairedByName,
  partnerOf,
  renamedPoint,
  reordered,
  templateOf,
  withPoint,
  withoutPoint,
  type Template,
} from './template'
import type { OptionsProps } from './TypeOptions'
import { useSteps } from './useSteps'
import classes from './TemplateEditor.module.css'

/** What the field for a colour shows of a point that has none of its own. */
const UNCOLORED = '#0f766e'
const MODES = ['move', 'add', 'join'] as const

export function TemplateEditor({ cls, disabled, onChange }: OptionsProps) {
  const { t } = useTranslation('settings')
  const template = templateOf(cls)
  const steps = useSteps(template, (next) => onChange(optionsOf(next)))
  const [mode, setMode] = useState<CanvasMode>('move')
  const [chosen, setChosen] = useState<number | null>(null)
  return (
    <div
      role="group"
      aria-label={t('template.title')}
      onKeyDown={(event) => {
        // Fields undo their own typing.
        if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return
        const key = event.key.toLowerCase()
        if (key !== 'z' && key !== 'y') return
        event.preventDefault()
        if (key === 'y' || event.shiftKey) steps.redo()
        else steps.undo()
      }}
    >
      <div className="lw-row" style={{ gap: 8 }}>
        <Text fw={550} className="lw-grow">
          {t('template.title')}
        </Text>
        {!disabled && (
          <>
            <SegmentedControl
              size="xs"
              aria-label={t('template.mode')}
              data={MODES.map((value) => ({ value, label: t(`template.modes.${value}`) }))}
              value={mode}
              onChange={(value) => setMode(value as CanvasMode)}
            />
            <Tooltip label={t('template.undo')}>
              <ActionIcon aria-label={t('template.undo')} disabled={!steps.canUndo} onClick={steps.undo}>
                <IconArrowBackUp size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('template.redo')}>
              <ActionIcon aria-label={t('template.redo')} disabled={!steps.canRedo} onClick={steps.redo}>
                <IconArrowForwardUp size={16} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </div>
      <div className={classes.parts}>
        <div className={classes.picture}>
          <TemplateCanvas
            template={template}
            mode={disabled ? null : mode}
            chosen={chosen}
            onChoose={setChosen}
            onChange={steps.change}
          />
          {!disabled && (
            <Text size="xs" c="dimmed" mt={4}>
              {t(`template.hints.${mode}`)}
            </Text>
          )}
        </div>
        <PointList
          template={template}
          disabled={disabled}
          chosen={chosen}
          onChoose={setChosen}
          onChange={steps.change}
        />
      </div>
    </div>
  )
}

interface ListProps {
  readonly template: Template
  readonly disabled: boolean
  readonly chosen: number | null
  readonly onChoose: (index: number | null) => void
  readonly onChange: (template: Template, gesture?: string) => void
}

function PointList({ template, disabled, chosen, onChoose, onChange }: ListProps) {
  const { t } = useTranslation('settings')
  return (
    <div className={classes.list}>
      {template.points.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('template.none')}
        </Text>
      )}
      {template.points.map((_, index) => (
        <PointRow key={index} index={index} {...{ template, disabled, chosen, onChoose, onChange }} />
      ))}
      {!disabled && (
        <div className="lw-row">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange(withPoint(template))}
          >
            {t('template.add')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={pairedByName(template).pairs.length === template.pairs.length}
            onClick={() => onChange(pairedByName(template))}
          >
            {t('template.pairByName')}
          </Button>
        </div>
      )}
    </div>
  )
}

function PointRow({ template, index, disabled, chosen, onChoose, onChange }: ListProps & { index: number }) {
  const { t } = useTranslation('settings')
  const point = template.points[index]
  if (!point) return null
  const { name, sigma, color } = point
  const others = template.points.filter((one) => one !== point).map((one) => one.name)
  return (
    <div className={classes.row} data-chosen={chosen === index || undefined} onFocus={() => onChoose(index)}>
      <span className={classes.number}>{index + 1}</span>
      <input
        type="color"
        className={classes.color}
        aria-label={t('template.color', { name })}
        title={t('template.color', { name })}
        data-own={color !== undefined || undefined}
        value={color ?? UNCOLORED}
        disabled={disabled}
        onChange={(event) =>
          onChange(changedPoint(template, index, { color: event.currentTarget.value }), `color ${String(index)}`)
        }
      />
      <NameField
        name={name}
        others={others}
        label={t('template.name', { number: index + 1 })}
        disabled={disabled}
        onName={(next) => onChange(renamedPoint(template, index, next), `name ${String(index)}`)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('template.mirror', { name })}
        title={t('template.mirrorHint')}
        data={[{ value: '', label: t('template.noMirror') }, ...others]}
        value={partnerOf(template, name)}
        disabled={disabled}
        onChange={(event) => onChange(paired(template, name, event.currentTarget.value))}
      />
      <NumberInput
        size="xs"
        aria-label={t('template.sigma', { name })}
        title={t('template.sigmaHint')}
        placeholder="0.067"
        hideControls
        min={0.001}
        max={0.5}
        decimalScale={4}
        value={sigma ?? ''}
        disabled={disabled}
        onChange={(value) =>
          onChange(
            changedPoint(template, index, { sigma: typeof value === 'number' ? value : undefined }),
            `sigma ${String(index)}`,
          )
        }
      />
      {!disabled && (
        <span className="lw-row" style={{ gap: 0 }}>
          <ActionIcon
            size={24}
            aria-label={t('moveUp')}
            onClick={() => onChange(reordered(template, index, index - 1))}
          >
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={t('moveDown')}
            onClick={() => onChange(reordered(template, index, index + 1))}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={t('template.remove', { name })}
            onClick={() => {
              onChoose(null)
              onChange(withoutPoint(template, index))
            }}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </span>
      )}
    </div>
  )
}

interface NameProps {
  readonly name: string
  readonly others: readonly string[]
  readonly label: string
  readonly disabled: boolean
  readonly onName: (name: string) => void
}

/** A name that another point has, or none, is no name yet: lines and pairs tell points apart by theirs. */
function NameField({ name, others, label, disabled, onName }: NameProps) {
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={typed ?? name}
      disabled={disabled}
      error={typed === null ? undefined : t(typed.trim() ? 'template.nameTaken' : 'template.nameMissing')}
      onChange={(event) => {
        const next = event.currentTarget.value
        const fits = next.trim() !== '' && !others.includes(next)
        setTyped(fits ? null : next)
        if (fits) onName(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
