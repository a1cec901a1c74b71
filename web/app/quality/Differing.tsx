// The items on which people differ most, in short; all of them are a page of their own.
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useContrasts } from '@client/queries/quality'
import { tally } from '@ui/format'
import { Section } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { ContrastCard } from './ContrastCard'
import classes from './Quality.module.css'

const SHOWN = 8

export function Differing({ project }: { readonly project: string }) {
  const { t } = useTranslation('quality')
  const { data, error } = useContrasts(project, {}, SHOWN)
  const total = data?.pages[0]
  const found = total?.items.filter(({ alike }) => alike < 1) ?? []
  return (
    <Section
      title={t('differing')}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          data-print="no"
          renderRoot={(props) => <Link {...props} to="/projects/$id/quality/items" params={{ id: project }} />}
        >
          {t('all', { count: total?.count ?? 0, formatted: total ? tally(total.count, total.exact) : '' })}
        </Button>
      }
    >
      {error && <ProblemView error={error} />}
      {data && found.length === 0 && <Text c="dimmed">{t('noHardest')}</Text>}
      <div className={classes.cards}>
        {found.map((contrast) => (
          <ContrastCard
            key={`${contrast.first.answer_id}:${contrast.second.answer_id}`}
            project={project}
            contrast={contrast}
          />
        ))}
      </div>
    </Section>
  )
}
