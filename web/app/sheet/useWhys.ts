// What can be wrong with an annotation of a sheet, in words, in the order of their keys.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Class } from '@editor'
import type { SheetCell } from '@client/queries/sheet'

export function useWhys(cls: Class | undefined, cell: SheetCell | undefined): readonly string[] {
  const { t } = useTranslation('sheet')
  const hasPlace = cell?.bounds != null
  const onText = cell?.excerpt != null
  return useMemo(() => {
    const place = hasPlace ? [t(onText ? 'whys.words' : 'whys.outline')] : []
    const attributes = cls?.attributes?.length ? [t('whys.attributes')] : []
    return [t('whys.class'), ...place, t('whys.extra'), ...attributes]
  }, [t, hasPlace, onText, cls])
}
