// What went wrong, where, and how to mend it.
import { Alert, Button, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface ProblemPlace {
  readonly where?: string
  readonly line?: number
  readonly column?: number
  readonly message: string
  readonly remedy?: string
}

export interface ProblemProps {
  readonly title: string
  readonly detail?: string
  readonly remedy?: string
  readonly places?: readonly ProblemPlace[]
  readonly onRetry?: (() => void) | undefined
  readonly onPlace?: (place: ProblemPlace) => void
}

export function Problem({ title, detail, remedy, places = [], onRetry, onPlace }: ProblemProps) {
  const { t } = useTranslation('common')
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title} role="alert">
      {detail && detail !== title && <Text size="sm">{detail}</Text>}
      {remedy && (
        <Text size="sm" mt={4} fw={550}>
          {remedy}
        </Text>
      )}
      {places.length > 0 && (
        <ul style={{ margin: '6px 0 0', paddingLeft: 18 }}>
          {places.map((place, index) => (
            <li key={index}>
              <PlaceLine place={place} onPlace={onPlace} />
            </li>
          ))}
        </ul>
      )}
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Alert>
  )
}

function PlaceLine({ place, onPlace }: { place: ProblemPlace; onPlace: ProblemProps['onPlace'] }) {
  const { t } = useTranslation('common')
  const at = place.line === undefined ? place.where : t('lineColumn', { line: place.line, column: place.column ?? 1 })
  return (
    <Text size="sm" component="span">
      {at &&
        (onPlace && place.line !== undefined ? (
          <button type="button" onClick={() => onPlace(place)} style={{ all: 'unset', cursor: 'pointer' }}>
            <Code>{at}</Code>{' '}
          </button>
        ) : (
          <>
            <Code>{at}</Code>{' '}
          </>
        ))}
      {place.message} {place.remedy && <em>{place.remedy}</em>}
    </Text>
  )
}
