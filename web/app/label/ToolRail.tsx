// The tools as buttons; each is a command, so its key and whether it can run now are known.
import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsMaximize,
  IconCrosshair,
  IconEye,
  IconHandStop,
  IconPointer,
  IconRuler2,
  IconRulerMeasure,
  IconTags,
  IconTrash,
  IconVectorBezier2,
  IconZoomIn,
  IconZoomOut,
  IconZoomScan,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Editor, EditorState } from '@editor'
import { DisplayMenu } from './DisplayMenu'
import { SmartMenu } from './SmartMenu'
import { useDerived } from './useEditor'

interface Tool {
  readonly command: string
  readonly icon: Icon
  readonly lit?: (state: EditorState) => boolean
  readonly media?: 'image'
}

const TOOLS: readonly (readonly Tool[])[] = [
  [
    { command: 'tool.select', icon: IconPointer, lit: (state) => state.tool === 'select' },
    { command: 'tool.draw', icon: IconVectorBezier2, lit: (state) => state.tool === 'draw' },
    { command: 'tool.pan', icon: IconHandStop, lit: (state) => state.tool === 'pan', media: 'image' },
    { command: 'tool.measure', icon: IconRulerMeasure, lit: (state) => state.tool === 'measure', media: 'image' },
  ],
  [
    { command: 'edit.undo', icon: IconArrowBackUp },
    { command: 'edit.redo', icon: IconArrowForwardUp },
    { command: 'edit.delete', icon: IconTrash },
  ],
  [
    { command: 'view.zoom-in', icon: IconZoomIn, media: 'image' },
    { command: 'view.zoom-out', icon: IconZoomOut, media: 'image' },
    { command: 'view.fit', icon: IconArrowsMaximize, media: 'image' },
  ],
  [
    { command: 'view.labels', icon: IconTags, lit: (state) => state.labels },
    { command: 'view.crosshair', icon: IconCrosshair, lit: (state) => state.crosshair, media: 'image' },
    { command: 'view.rulers', icon: IconRuler2, lit: (state) => state.rulers !== 'off', media: 'image' },
    { command: 'view.magnifier', icon: IconZoomScan, lit: (state) => state.magnifying, media: 'image' },
    { command: 'view.dim-others', icon: IconEye, lit: (state) => state.othersDimmed },
  ],
]

export function ToolRail({ editor }: { editor: Editor }) {
  const media = useDerived(editor, (view) => view.state.item.media)
  const rows = new Map(editor.commands.list().map((row) => [row.id, row]))
  const groups = TOOLS.map((tools) =>
    tools.filter((tool) => rows.has(tool.command) && (tool.media === undefined || tool.media === media)),
  ).filter((tools) => tools.length > 0)
  return (
    <>
      {groups.map((tools, index) => (
        <Group key={index} first={index === 0}>
          {tools.map((tool) => {
            const key = editor.commands.keyFor(tool.command)
            const title = `${rows.get(tool.command)?.title ?? ''}${key && ` (${key})`}`
            return <ToolButton key={tool.command} editor={editor} tool={tool} title={title} />
          })}
          {index === 0 && media === 'image' && editor.thinks && <SmartMenu editor={editor} />}
        </Group>
      ))}
      {media === 'image' && <DisplayMenu editor={editor} />}
    </>
  )
}

function Group({ first, children }: { first: boolean; children: React.ReactNode }) {
  return (
    <>
      {!first && <hr />}
      {children}
    </>
  )
}

function ToolButton({ editor, tool, title }: { editor: Editor; tool: Tool; title: string }) {
  const { t } = useTranslation('label')
  const state = useDerived(
    editor,
    (view) => `${String(editor.commands.enabled(tool.command))} ${String(tool.lit?.(view.state) ?? '')}`,
  )
  const [enabled, lit] = state.split(' ')
  const Sign = tool.icon
  return (
    <Tooltip label={title} position="right">
      <ActionIcon
        size={34}
        aria-label={title || t('tools')}
        {...(tool.lit ? { 'aria-pressed': lit === 'true' } : {})}
        variant={lit === 'true' ? 'light' : 'subtle'}
        color={lit === 'true' ? 'accent' : 'gray'}
        disabled={enabled !== 'true'}
        onClick={() => editor.commands.run(tool.command)}
      >
        <Sign size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
