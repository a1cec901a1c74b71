// How often each class occurs in the answers that stand.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Overview } from '@client/types'
import { ClassDot } from '@ui/ClassDot'
import { count } from '@ui/format'
import { useClassColors } from '../spec/colors'
import classes from './Overview.module.css'

export function ClassBars({ classes: figures }: { classes: Overview['classes'] }) {
  const { t } = useTranslation('overview')
  const color = useClassColors()
  const most = Math.max(...figures.map((cls) => cls.count), 1)
  if (figures.length === 0) return <Text c="dimmed">{t('noClasses')}</Text>
  return (
    <div role="list" className={classes.bars}>
      {[...figures]
        .sort((a, b) => b.count - a.count)
        .map(({ name, count: n }) => (
          <div key={name} role="listitem">
            <span className="lw-row">
              <ClassDot name={name} color={color(name)} />
              <Text size="sm" className="lw-ellipsis">
                {name}
              </Text>
            </span>
            <div style={{ background: 'var(--lw-sunken)', borderRadius: 4, height: 10 }}>
              <div
                style={{
                  width: `${String((n / most) * 100)}%`,
                  minWidth: 2,
                  height: '100%',
                  borderRadius: 4,
                  background: color(name),
                }}
              />
            </div>
            <Text size="xs" c="dimmed" className="lw-num" ta="right">
              {count(n)}
            </Text>
          </div>
        ))}
    </div>
  )
}
