// Searches and sorts the list of objects.
import { CloseButton, NativeSelect, TextInput, VisuallyHidden } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { EVERYTHING, SORTS, type ObjectQuery, type Sort } from './objectOrder'
import classes from './Label.module.css'

interface ObjectFilterProps {
  readonly query: ObjectQuery
  readonly onQuery: (query: ObjectQuery) => void
  readonly found: number
}

/** Drawn anew only where what it shows has changed: the list around it is with every selection. */
export const ObjectFilter = memo(function ObjectFilter({ query, onQuery, found }: ObjectFilterProps) {
  const { t } = useTranslation('label')
  const change = (changes: Partial<ObjectQuery>): void => {
    const next = { ...query, ...changes }
    onQuery(next.words === EVERYTHING.words && next.sort === EVERYTHING.sort ? EVERYTHING : next)
  }
  return (
    <div className={classes.objectFilter}>
      <TextInput
        size="xs"
        className="lw-grow"
        aria-label={t('findObjects')}
        placeholder={t('findObjects')}
        leftSection={<IconSearch size={14} />}
        rightSection={
          query.words !== '' && (
            <CloseButton size="xs" aria-label={t('clearFind')} onClick={() => change({ words: '' })} />
          )
        }
        value={query.words}
        onChange={(event) => change({ words: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        w={124}
        aria-label={t('sortObjects')}
        data={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        value={query.sort}
        onChange={(event) => change({ sort: event.currentTarget.value as Sort })}
      />
      <VisuallyHidden role="status">{query.words === '' ? '' : t('objectsFound', { count: found })}</VisuallyHidden>
    </div>
  )
})
