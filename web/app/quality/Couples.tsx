// Who agrees with whom, the least alike first; each couple leads to the items that both answered.
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Quality } from '@client/queries/quality'
import { count } from '@ui/format'
import { ComparedLine } from './ComparedLine'
import { ContrastsLink } from './ContrastsLink'
import { Interval } from './Interval'
import classes from './Quality.module.css'

export function Couples({ quality, project }: { readonly quality: Quality; readonly project: string }) {
  const { t } = useTranslation('quality')
  if (quality.couples.length === 0) return <Text c="dimmed">{t('noCouples')}</Text>
  const ranked = [...quality.couples].sort((a, b) => a.alike.mean - b.alike.mean)
  return (
    <>
      <div
        className={classes.scroll}
        style={{ maxHeight: 360, overflow: 'auto' }}
        tabIndex={0}
        role="group"
        aria-label={t('couples')}
      >
        <table className="lw-table">
          <thead>
            <tr>
              <th scope="col">{t('couple')}</th>
              <th scope="col" className="lw-right">
                {t('together')}
              </th>
              <th scope="col">{t('alike')}</th>
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ first, second, alike, first_id: person, second_id: other }) => (
              <tr key={`${person}\n${other}`}>
                <td>
                  <ContrastsLink project={project} wanted={{ person, other }}>
                    {t('both', { first, second })}
                  </ContrastsLink>
                </td>
                <td className="lw-right lw-num">{count(alike.n)}</td>
                <td>
                  <Interval score={alike} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Text size="xs" c="dimmed" mt={6}>
        <ComparedLine compared={quality.compared} /> {t('couplesHint')}
      </Text>
    </>
  )
}
