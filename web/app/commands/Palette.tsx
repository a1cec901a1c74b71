// Every command by its name: type a few letters, press Enter.
import { Modal, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '@ui/Keys'
import { isMac, showKey } from './keymap'
import { matching } from './match'
import { usePalette } from './palette'
import { useRegistry, type AppCommand } from './registry'
import classes from './Palette.module.css'

export function Palette() {
  const { t } = useTranslation('common')
  const { view, close } = usePalette()
  return (
    <Modal
      opened={view === 'palette'}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('palette') } }}
    >
      <PaletteBody onDone={close} />
    </Modal>
  )
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('common')
  const sources = useRegistry((state) => state.sources)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const id = useId()
  const wanted = useDeferredValue(query)
  const rows = useMemo(() => {
    const all = [...sources.values()].flat().filter((command) => command.enabled !== false)
    return matching(wanted, all, (command) => command.title).slice(0, 80)
  }, [sources, wanted])

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const run = (command: AppCommand | undefined): void => {
    if (!command) return
    onDone()
    // The dialog gives the focus back first, so that the command finds the page as it was.
    requestAnimationFrame(() => command.run())
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((active + step + rows.length) % Math.max(rows.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(rows[active])
    }
  }

  return (
    <div>
      <TextInput
        size="md"
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} />}
        placeholder={t('palettePlaceholder')}
        aria-label={t('palettePlaceholder')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={rows[active] ? `${id}-${String(active)}` : undefined}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul className={classes.list} role="listbox" id={id} ref={list} aria-label={t('palette')}>
        {rows.map((command, index) => (
          <li
            key={command.id}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            data-active={index === active || undefined}
            className={classes.row}
            onPointerMove={() => setActive(index)}
            onClick={() => run(command)}
          >
            <span className="lw-ellipsis lw-grow">{command.title}</span>
            <Text span size="xs" c="dimmed">
              {t(`groups.${command.group}`)}
            </Text>
            {command.keys[0] && <Keys keys={showKey(command.keys[0], isMac)} />}
          </li>
        ))}
        {rows.length === 0 && (
          <Text c="dimmed" size="sm" p="md" component="li" role="presentation">
            {t('paletteEmpty')}
          </Text>
        )}
      </ul>
    </div>
  )
}
