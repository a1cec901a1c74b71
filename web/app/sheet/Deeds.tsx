// What is wrong with the next one that is marked, and what is done to all marked ones: sent back, or called otherwise.
import { Button, Menu, Text } from '@mantine/core'
import { IconArrowBackUp, IconTag, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ontology } from '@editor'
import { useChangeClass, useSendBack } from '@client/queries/sheet'
import type { Judged } from '@client/queries/verdicts'
import { ClassDot } from '@ui/ClassDot'
import { Keys } from '@ui/Keys'
import { useTellJudged } from '../data/useTellJudged'
import { ReasonDialog } from '../label/ReasonDialog'
import { tellProblem } from '../notices'
import { useClassColors } from '../spec/colors'
import { itemsOf, NO_MARKS, sent, tally, typesOf, withoutTasks, type Marks } from './marks'
import classes from './Sheet.module.css'

interface DeedsProps {
  readonly project: string
  readonly ontology: Ontology
  readonly marks: Marks
  readonly whys: readonly string[]
  /** Which of these is said of what is marked next. */
  readonly why: number
  /** What is asked for now: the class that the marked ones are to have, or own words for the current one. */
  readonly asked: 'class' | 'words' | null
  readonly onAsked: (asked: 'class' | 'words' | null) => void
  readonly onWhy: (why: number) => void
  readonly onSay: (words: string) => void
  readonly onMarks: (marks: Marks) => void
  readonly onDone: () => void
}

export function Deeds({
  project,
  ontology,
  marks,
  whys,
  why,
  asked,
  onAsked,
  onWhy,
  onSay,
  onMarks,
  onDone,
}: DeedsProps) {
  const { t } = useTranslation('sheet')
  const color = useClassColors()
  const sendBack = useSendBack(project)
  const changeClass = useChangeClass(project)
  const tellJudged = useTellJudged(project, (count) => t('left', { count }))
  const types = typesOf(marks)
  const others = ontology.classes.filter(({ type }) => types.size === 1 && types.has(type))
  const busy = sendBack.isPending || changeClass.isPending

  const finish = (message: (count: number) => string) => (done: Judged) => {
    tellJudged(done, message)
    onMarks(withoutTasks(marks, done.ids))
    onDone()
  }

  return (
    <>
      <span className={classes.whys} role="group" aria-label={t('markWith')}>
        {whys.map((words, place) => (
          <Button
            key={words}
            size="compact-sm"
            variant="default"
            className={classes.whyButton ?? ''}
            aria-pressed={place === why}
            rightSection={<Keys keys={String(place + 1)} />}
            onClick={() => {
              onWhy(place)
              onDone()
            }}
          >
            {words}
          </Button>
        ))}
      </span>
      {marks.size === 0 ? (
        <Text size="xs" c="dimmed" className="lw-grow lw-ellipsis">
          {t('hint')}
        </Text>
      ) : (
        <>
          <Text size="sm" className="lw-grow lw-ellipsis" aria-live="polite">
            <strong className="lw-num">{t('marked', { count: marks.size })}</strong>{' '}
            <Text span c="dimmed" size="sm">
              {tally(marks)
                .map(([words, n]) => `${words} × ${String(n)}`)
                .join(', ')}
            </Text>
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} />}
            onClick={() => {
              onMarks(NO_MARKS)
              onDone()
            }}
          >
            {t('clear')}
          </Button>
          <Menu
            opened={asked === 'class'}
            onChange={(opened) => onAsked(opened ? 'class' : null)}
            position="top-end"
            trapFocus
            returnFocus={false}
          >
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconTag size={14} />}
                disabled={busy || others.length < 2}
                title={t('changeClassHint')}
              >
                {t('changeClass')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
              {others.map(({ name }) => (
                <Menu.Item
                  key={name}
                  leftSection={<ClassDot name={name} color={color(name)} />}
                  onClick={() =>
                    changeClass.mutate(
                      { marks: sent(marks), cls: name },
                      { onSuccess: finish((count) => t('changed', { count, name })), onError: tellProblem },
                    )
                  }
                >
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="compact-sm"
            color="red"
            leftSection={<IconArrowBackUp size={14} />}
            loading={busy}
            onClick={() =>
              sendBack.mutate(sent(marks), {
                onSuccess: finish((count) => t('sentBack', { count })),
                onError: tellProblem,
              })
            }
          >
            {t('sendBack', { count: itemsOf(marks) })}
          </Button>
        </>
      )}
      <ReasonDialog
        opened={asked === 'words'}
        title={t('ownWords')}
        label={t('ownWordsLabel')}
        reasons={whys}
        action={t('mark')}
        onClose={() => {
          onAsked(null)
          onDone()
        }}
        onReason={(words) => {
          onAsked(null)
          onSay(words)
          onDone()
        }}
      />
    </>
  )
}
