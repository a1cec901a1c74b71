// Scores by day: the mean as a line, its interval as a band. Days without answers are left out.
import { useElementSize } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayScore } from '@client/queries/quality'
import { percent } from '@ui/format'
import classes from './Quality.module.css'

/** Before the width of the page is known. */
const USUAL_WIDTH = 640
const HEIGHT = 180
const LEFT = 40
const BOTTOM = 22
const TOP = 8

const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

interface ScorePlotProps {
  readonly days: readonly DayScore[]
  /** The project whose answers each day leads to; left out where they are not to be seen. */
  readonly project?: string
}

export function ScorePlot({ days, project }: ScorePlotProps) {
  const { t } = useTranslation('quality')
  const title = useId()
  const { ref, width: measured } = useElementSize()
  const width = measured || USUAL_WIDTH
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return null
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)]
  const x = (day: string): number =>
    from === to ? (LEFT + width) / 2 : LEFT + 6 + ((Date.parse(day) - from) / (to - from)) * (width - LEFT - 12)
  const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)
  const line = days.map(({ day, score }, n) => `${n ? 'L' : 'M'}${at(x(day), y(score.mean))}`).join('')
  const upper = days.map(({ day, score }) => at(x(day), y(score.high ?? score.mean)))
  const lower = days.map(({ day, score }) => at(x(day), y(score.low ?? score.mean))).reverse()
  return (
    <div ref={ref}>
      <svg
        viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`}
        role={project === undefined ? 'img' : 'group'}
        aria-labelledby={title}
        className={classes.plot}
      >
        <title id={title}>
          {t('plot', { first: percent(first.score.mean), last: percent(last.score.mean), days: days.length })}
        </title>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={width} y1={y(share)} y2={y(share)} className={classes.grid} />
            <text x={LEFT - 6} y={y(share)} className={classes.tick} textAnchor="end" dominantBaseline="middle">
              {percent(share)}
            </text>
          </g>
        ))}
        <path d={`M${[...upper, ...lower].join('L')}Z`} className={classes.band} />
        <path d={line} className={classes.line} />
        {days.map(({ day, score }) => (
          <Dot key={day} day={day} project={project} x={x(day)} y={y(score.mean)} told={toldOf({ day, score })} />
        ))}
        {[first, ...(from === to ? [] : [last])].map(({ day }, n) => (
          <text
            key={day}
            x={x(day)}
            y={HEIGHT - 4}
            className={classes.tick}
            textAnchor={from === to ? 'middle' : n ? 'end' : 'start'}
          >
            {dayFormat.format(Date.parse(day))}
          </text>
        ))}
      </svg>
    </div>
  )
}

interface DotProps {
  readonly day: string
  readonly project: string | undefined
  readonly x: number
  readonly y: number
  readonly told: string
}

/** A day's score; it leads to the answers of that day where they may be seen. */
function Dot({ day, project, x, y, told }: DotProps) {
  const dot = (
    <circle cx={x} cy={y} r={3} className={classes.dot}>
      <title>{told}</title>
    </circle>
  )
  if (project === undefined) return dot
  return (
    <Link
      to="/projects/$id/quality/items"
      params={{ id: project }}
      search={{ since: day, until: day }}
      aria-label={told}
    >
      <circle cx={x} cy={y} r={12} className={classes.hit} />
      {dot}
    </Link>
  )
}

function toldOf({ day, score }: DayScore): string {
  return `${dayFormat.format(Date.parse(day))}: ${percent(score.mean, 1)} (${String(score.n)})`
}

function at(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}
