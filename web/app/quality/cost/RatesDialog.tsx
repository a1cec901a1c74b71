// What work costs: a currency, a rate for everybody, and others for single people.
import { ActionIcon, Button, Group, Modal, NativeSelect, NumberInput, Skeleton, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRates, useSetRates, type Rate, type Rates } from '@client/queries/cost'
import { useMembers } from '@client/queries/projects'
import { ProblemView } from '../../ProblemView'

const EVERYBODY: Rate = { user_id: '', per_hour: 0, per_answer: 0 }

export function RatesDialog({ project, onClose }: { readonly project: string; readonly onClose: () => void }) {
  const { t } = useTranslation('quality')
  const rates = useRates(project)
  return (
    <Modal opened onClose={onClose} title={t('cost.rates')} size="lg">
      {rates.error && <ProblemView error={rates.error} />}
      {rates.isPending && <Skeleton height={160} />}
      {rates.data && <Form project={project} start={rates.data} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  readonly project: string
  readonly start: Rates
  readonly onClose: () => void
}

function Form({ project, start, onClose }: FormProps) {
  const { t } = useTranslation('quality')
  const members = useMembers(project).data ?? []
  const save = useSetRates(project)
  const [currency, setCurrency] = useState(start.currency || 'EUR')
  const [rates, setRates] = useState<readonly Rate[]>(() =>
    start.rates.some(({ user_id: user }) => user === '') ? start.rates : [EVERYBODY, ...start.rates],
  )
  const nameOf = (user: string): string =>
    members.find((member) => member.user_id === user)?.name ?? t('cost.everybody')
  const left = members.filter(({ user_id: user }) => !rates.some((rate) => rate.user_id === user))
  const change = (user: string, changes: Partial<Rate>): void =>
    setRates(rates.map((rate) => (rate.user_id === user ? { ...rate, ...changes } : rate)))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ currency, rates }, { onSuccess: onClose })
      }}
      style={{ display: 'grid', gap: 12 }}
    >
      <TextInput
        label={t('cost.currency')}
        w={120}
        maxLength={3}
        value={currency}
        onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
      />
      {rates.map(({ user_id: user, per_hour: hour, per_answer: answer }) => (
        <Group key={user} gap="sm" align="flex-end" wrap="nowrap">
          <Text size="sm" fw={550} className="lw-grow lw-ellipsis" pb={8}>
            {nameOf(user)}
          </Text>
          <NumberInput
            label={t('cost.perHour')}
            aria-label={t('cost.perHourOf', { name: nameOf(user) })}
            w={130}
            min={0}
            decimalScale={4}
            value={hour}
            onChange={(value) => change(user, { per_hour: Number(value) || 0 })}
          />
          <NumberInput
            label={t('cost.perAnswer')}
            aria-label={t('cost.perAnswerOf', { name: nameOf(user) })}
            w={150}
            min={0}
            decimalScale={4}
            value={answer}
            onChange={(value) => change(user, { per_answer: Number(value) || 0 })}
          />
          <ActionIcon
            aria-label={t('cost.remove', { name: nameOf(user) })}
            disabled={user === ''}
            mb={4}
            onClick={() => setRates(rates.filter((rate) => rate.user_id !== user))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {left.length > 0 && (
        <NativeSelect
          aria-label={t('cost.add')}
          w={260}
          value=""
          onChange={(event) => setRates([...rates, { ...EVERYBODY, user_id: event.currentTarget.value }])}
          data={[
            { value: '', label: t('cost.add') },
            ...left.map((member) => ({ value: member.user_id, label: member.name || member.email })),
          ]}
        />
      )}
      <Text size="xs" c="dimmed">
        {t('cost.who')}
      </Text>
      {save.error && <ProblemView error={save.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t('cost.save')}
        </Button>
      </Group>
    </form>
  )
}
