// Which class was said where which stands; each cell leads to the items that it counts.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Quality } from '@client/queries/quality'
import { ClassDot } from '@ui/ClassDot'
import { count } from '@ui/format'
import { useClassColors } from '../spec/colors'
import { ComparedLine } from './ComparedLine'
import { ContrastsLink } from './ContrastsLink'
import { matrixOf, MOST } from './matrix'
import classes from './Quality.module.css'

export function Confusion({ quality, project }: { readonly quality: Quality; readonly project: string }) {
  const { t } = useTranslation('quality')
  const color = useClassColors()
  const { names, classes: all, count: cell, share } = matrixOf(quality.confusion)
  const name = (cls: string) =>
    cls ? (
      <span className="lw-row">
        <ClassDot name={cls} color={color(cls)} /> {cls}
      </span>
    ) : (
      <i>{t('nothing')}</i>
    )
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('confusion')}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col" className={classes.axis}>
              {t('axes')}
            </th>
            {names.map((stands) => (
              <th key={stands} scope="col">
                {stands ? (
                  <Link to="/projects/$id/data" params={{ id: project }} search={{ class: stands }}>
                    {name(stands)}
                  </Link>
                ) : (
                  name(stands)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((said) => (
            <tr key={said}>
              <th scope="row">{name(said)}</th>
              {names.map((stands) => {
                const n = cell(said, stands)
                const strength = Math.round(Math.min(1, share(said, stands)) * 55)
                const tint = said === stands ? 'var(--lw-accent)' : 'var(--mantine-color-red-6)'
                return (
                  <td
                    key={stands}
                    style={
                      n ? { background: `color-mix(in srgb, ${tint} ${String(strength)}%, transparent)` } : undefined
                    }
                  >
                    {n > 0 && (
                      <ContrastsLink
                        plain
                        project={project}
                        wanted={{ said, stands }}
                        label={t('cell', { count: n, said: said || t('nothing'), stands: stands || t('nothing') })}
                      >
                        {count(n)}
                      </ContrastsLink>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="xs" c="dimmed" mt={6}>
        <ComparedLine compared={quality.compared} />
        {all > MOST && ` ${t('someClasses', { shown: count(MOST), count: all })}`}
      </Text>
    </div>
  )
}
