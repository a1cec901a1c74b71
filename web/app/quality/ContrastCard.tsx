// Two answers to one item on one picture, told apart by colour and line; it opens what happened to the item.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PALETTE } from '@editor'
import type { Contrast, ContrastSide } from '@client/queries/quality'
import { percent } from '@ui/format'
import { Marks } from '../marks/Marks'
import classes from './Quality.module.css'

interface Look {
  readonly color: string
  readonly dashed: boolean
}

const FIRST: Look = { color: PALETTE[0], dashed: false }
const SECOND: Look = { color: PALETTE[1], dashed: true }

interface ContrastCardProps {
  readonly project: string
  readonly contrast: Contrast
  /** What a side without a person is called. */
  readonly stands?: string
}

export function ContrastCard({ project, contrast, stands }: ContrastCardProps) {
  const { t } = useTranslation('quality')
  const { first, second } = contrast
  const nameOf = ({ person }: ContrastSide): string => person?.name ?? stands ?? t('whatStands')
  return (
    <Link
      to="/projects/$id/items/$task/history"
      params={{ id: project, task: contrast.task_id }}
      search={{ before: first.answer_id, after: second.answer_id }}
      className={classes.card}
    >
      {contrast.thumbnail === null ? <Words contrast={contrast} /> : <Picture contrast={contrast} />}
      <span className={classes.caption}>
        <span className="lw-row">
          <Text size="sm" fw={550} component="span" className="lw-ellipsis lw-grow">
            {contrast.name}
          </Text>
          <Text size="xs" c="dimmed" component="span" className="lw-num">
            {t('alikeBy', { share: percent(contrast.alike) })}
          </Text>
        </span>
        <SideLine side={first} look={FIRST} name={nameOf(first)} />
        <SideLine side={second} look={SECOND} name={nameOf(second)} />
      </span>
    </Link>
  )
}

function Picture({ contrast: { thumbnail, width, height, first, second } }: { readonly contrast: Contrast }) {
  return (
    <span className={classes.picture}>
      <img src={`${thumbnail?.split('?')[0] ?? ''}?size=512`} alt="" loading="lazy" decoding="async" />
      {width !== null && height !== null && (
        <>
          <Marks annotations={first.annotations} width={width} height={height} look={FIRST} />
          <Marks annotations={second.annotations} width={width} height={height} look={SECOND} />
        </>
      )}
    </span>
  )
}

/** The beginning of a text. */
function Words({ contrast }: { readonly contrast: Contrast }) {
  return <span className={classes.words}>{contrast.text}</span>
}

interface SideLineProps {
  readonly side: ContrastSide
  readonly look: Look
  readonly name: string
}

/** Whose answer it is, and how often it has which class. */
function SideLine({ side, look, name }: SideLineProps) {
  const { t } = useTranslation('quality')
  const counts = new Map<string, number>()
  for (const { class: cls } of side.annotations) counts.set(cls, (counts.get(cls) ?? 0) + 1)
  const said = [...counts].map(([cls, n]) => (n > 1 ? `${cls} × ${String(n)}` : cls)).join(', ')
  return (
    <span className="lw-row" style={{ ['--side' as string]: look.color }}>
      <span className={classes.key} data-dashed={look.dashed || undefined} aria-hidden />
      <Text size="xs" component="span" className="lw-ellipsis">
        <strong>{name}</strong> {said || t('nothing')}
      </Text>
    </span>
  )
}
