// What an answer got wrong, line by line: arrows and clicks go through it.
import { Text } from '@mantine/core'
import {
  IconArrowsMove,
  IconCircleMinus,
  IconCirclePlus,
  IconSwitchHorizontal,
  IconTags,
  type Icon,
} from '@tabler/icons-react'
import { forwardRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Difference, Feedback } from '@client/types'
import { percent } from '@ui/format'
import { wrongAttributes } from './differences'
import classes from './Feedback.module.css'

const SIGNS: Readonly<Record<Difference['kind'], Icon>> = {
  missing: IconCirclePlus,
  extra: IconCircleMinus,
  class: IconSwitchHorizontal,
  place: IconArrowsMove,
  attributes: IconTags,
}

interface DifferenceListProps {
  readonly feedback: Feedback
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

export const DifferenceList = forwardRef<HTMLUListElement, DifferenceListProps>(function DifferenceList(
  { feedback, chosen, onChoose },
  ref,
) {
  const { t } = useTranslation('gold')
  return (
    <ul
      ref={ref}
      className={classes.list}
      role="listbox"
      tabIndex={0}
      aria-label={t('feedback.list')}
      aria-activedescendant={chosen < 0 ? undefined : `difference-${String(chosen)}`}
    >
      {feedback.differences.map((difference, index) => {
        const Sign = SIGNS[difference.kind]
        return (
          <li
            key={index}
            id={`difference-${String(index)}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.option}
            onClick={() => onChoose(index)}
          >
            <Sign size={17} stroke={1.7} aria-hidden />
            <span style={{ minWidth: 0 }}>
              <Text size="sm" fw={550} component="span" display="block">
                {t(`feedback.kinds.${difference.kind}`, {
                  said: difference.said_class,
                  right: difference.gold_class,
                })}
              </Text>
              <Text size="xs" c="dimmed" component="span" display="block">
                <Particulars feedback={feedback} difference={difference} />
              </Text>
            </span>
          </li>
        )
      })}
    </ul>
  )
})

function Particulars({ feedback, difference }: { readonly feedback: Feedback; readonly difference: Difference }) {
  const { t } = useTranslation('gold')
  if (difference.kind === 'place') return t('feedback.alike', { percent: percent(difference.likeness ?? 0) })
  if (difference.kind !== 'attributes') return t(`feedback.hints.${difference.kind}`)
  return wrongAttributes(feedback, difference)
    .map(({ name, said, right }) =>
      t('feedback.attribute', { name, said: said || t('feedback.unsaid'), right: right || t('feedback.unsaid') }),
    )
    .join(' · ')
}
