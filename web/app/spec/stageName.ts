// The name of a stage on the screen: its own, or the word for its kind where it was given none.
import { useTranslation } from 'react-i18next'

const KINDS = ['annotate', 'review', 'adjudicate'] as const

export function useStageName(): (name: string) => string {
  const { t } = useTranslation('settings')
  return (name) => {
    const kind = KINDS.find((one) => one === name)
    return kind ? t(`stages.${kind}`) : name
  }
}
