// The keys of a sheet, but for those that it hears itself while it has the focus: arrows, Space and Enter.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLatest } from '@ui/useLatest'
import { useCommands, type AppCommand } from '../commands/registry'

interface SheetKeys {
  readonly whys: readonly string[]
  readonly say: (place: number) => void
  readonly mark: () => void
  readonly words: () => void
  readonly open: () => void
  readonly outline: () => void
  readonly changeClass: () => void
  readonly clear: () => void
}

export function useSheetKeys(keys: SheetKeys): void {
  const { t } = useTranslation('sheet')
  const now = useLatest(keys)
  const { whys } = keys
  const commands = useMemo<readonly AppCommand[]>(
    () => [
      { id: 'sheet.mark', title: t('mark'), group: 'review', keys: ['x'], run: () => now.current.mark() },
      ...whys.map((why, place): AppCommand => ({
        id: `sheet.mark-${String(place + 1)}`,
        title: t('markAs', { why }),
        group: 'review',
        keys: [String(place + 1)],
        run: () => now.current.say(place),
      })),
      { id: 'sheet.words', title: t('ownWords'), group: 'review', keys: ['r'], run: () => now.current.words() },
      {
        id: 'sheet.class',
        title: t('changeClass'),
        group: 'review',
        keys: ['c'],
        run: () => now.current.changeClass(),
      },
      { id: 'sheet.clear', title: t('clear'), group: 'review', keys: ['Shift+X'], run: () => now.current.clear() },
      { id: 'sheet.open', title: t('open'), group: 'view', keys: ['o'], run: () => now.current.open() },
      { id: 'sheet.outlines', title: t('outlines'), group: 'view', keys: ['h'], run: () => now.current.outline() },
    ],
    [t, whys, now],
  )
  useCommands('sheet', commands)
}
