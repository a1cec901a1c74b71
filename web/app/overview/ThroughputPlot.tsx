// Answers per day as bars, for as many days as there are.
import { Text, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Overview } from '@client/types'
import { count } from '@ui/format'

const HEIGHT = 200
const DAY_S = 86_400
/** Steps of the scale: there are no half answers. */
const WHOLE = [1, 2, 5].flatMap((n) => [0, 1, 2, 3, 4, 5, 6].map((power) => n * 10 ** power)).sort((a, b) => a - b)

export function ThroughputPlot({ days }: { days: Overview['throughput'] }) {
  const { t } = useTranslation('overview')
  const { ref, width } = useElementSize()
  const host = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')

  useEffect(() => {
    if (!host.current || width === 0) return
    const plot = new uPlot(optionsFor(width, t('answers')), dataOf(days), host.current)
    return () => plot.destroy()
    // The colours are read from the page, so a change of the scheme draws anew.
  }, [days, width, scheme, t])

  const total = days.reduce((sum, day) => sum + day.answers, 0)
  if (total === 0) return <Text c="dimmed">{t('noThroughput')}</Text>
  return (
    <div ref={ref} style={{ minHeight: HEIGHT }}>
      <div
        ref={host}
        role="img"
        aria-label={t('throughputSummary', { answers: count(total), days: count(days.length) })}
      />
    </div>
  )
}

function dataOf(days: Overview['throughput']): uPlot.AlignedData {
  return [days.map((day) => Date.parse(`${day.day}T00:00:00Z`) / 1000), days.map((day) => day.answers)]
}

function optionsFor(width: number, label: string): uPlot.Options {
  const page = getComputedStyle(document.documentElement)
  const accent = page.getPropertyValue('--lw-accent')
  const dimmed = page.getPropertyValue('--mantine-color-dimmed')
  const line = page.getPropertyValue('--lw-line')
  const axis = {
    stroke: dimmed,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    font: '11px "Inter Variable", sans-serif',
  }
  return {
    width,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: { show: false },
    padding: [8, 4, 0, 0],
    cursor: { y: false, points: { show: false } },
    scales: {
      x: { range: (_, min, max) => [min - DAY_S / 2, max + DAY_S / 2] },
      y: { range: (_, __, max) => [0, Math.max(max * 1.1, 5)] },
    },
    axes: [
      { ...axis, size: 28, grid: { show: false }, space: 60, values: (_, times) => times.map(dayOf) },
      { ...axis, size: 32, incrs: WHOLE },
    ],
    series: [{}, { label, fill: accent, width: 0, paths: bars(), points: { show: false } }],
  }
}

const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function dayOf(seconds: number): string {
  return dayFormat.format(new Date(seconds * 1000))
}

function bars(): uPlot.Series.PathBuilder {
  const build = uPlot.paths.bars
  if (!build) throw new Error('This build of uPlot draws no bars.')
  return build({ size: [0.7, 48], radius: 0.15 })
}
