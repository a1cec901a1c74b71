// Every command that has a key, by group.
import { Modal, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Keys } from '@ui/Keys'
import { isMac, showKey } from './keymap'
import { usePalette } from './palette'
import { useRegistry, type AppCommand, type CommandArea } from './registry'
import classes from './Palette.module.css'

export function KeySheet() {
  const { t } = useTranslation('common')
  const { view, close } = usePalette()
  const sources = useRegistry((state) => state.sources)
  const groups = Map.groupBy(
    [...sources.values()].flat().filter((command) => command.keys.length > 0),
    (command) => command.group,
  )
  return (
    <Modal opened={view === 'sheet'} onClose={close} title={t('keySheet')} size={760}>
      <Text size="sm" c="dimmed" mb="md">
        {t('keySheetHint')}
      </Text>
      <div className={classes.sheet}>
        {[...groups].map(([group, commands]) => (
          <Group key={group} group={group} commands={commands} />
        ))}
      </div>
    </Modal>
  )
}

function Group({ group, commands }: { group: CommandArea; commands: readonly AppCommand[] }) {
  const { t } = useTranslation('common')
  return (
    <section className={classes.group}>
      <Title order={3} mb={4} fz="sm">
        {t(`groups.${group}`)}
      </Title>
      {commands.map((command) => (
        <div key={command.id} className={classes.entry}>
          <span className="lw-grow">{command.title}</span>
          {command.keys.map((key) => (
            <Keys key={key} keys={showKey(key, isMac)} />
          ))}
        </div>
      ))}
    </section>
  )
}
