// The name of a stage on the screen: its own, or the word for its kind where it was given none.
import { useTranslation } from 'react-i18next'

export const KINDS = ['annotate', 'review', 'adjudicate'] as const
type Kind = (typeof KINDS)[number]

export function isKind(kind: string): kind is Kind {
  return (KINDS as readonly string[]).includes(kind)
}

export function useStageName(): (name: string) => string {
  const { t } = useTranslation('settings')
  return (name) => {
    const kind = KINDS.find((one) => one === name)
    return kind ? t(`stages.${kind}`) : name
  }
}
