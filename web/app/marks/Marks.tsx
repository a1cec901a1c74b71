// Annotations drawn over a picture that is not being edited.
import { useMemo } from 'react'
import { labelTypes, type Style } from '@editor'
import { svgMarkup } from '@renderers'
import type { Annotation } from '@client/types'
import { useClassColors } from '../spec/colors'
import { complete } from '../spec/ontology'

interface MarksProps {
  readonly annotations: readonly Annotation[]
  readonly width: number
  readonly height: number
}

const TYPES = labelTypes()

export function Marks({ annotations, width, height }: MarksProps) {
  const color = useClassColors()
  const markup = useMemo(() => {
    const marks = complete(annotations).flatMap(
      (one) => TYPES.get(one.type)?.paint(one.value, quiet(color(one.class))) ?? [],
    )
    return svgMarkup(marks, { width, height })
  }, [annotations, width, height, color])
  // The markup is built from numbers and escaped text alone.
  return <span dangerouslySetInnerHTML={{ __html: markup }} />
}

function quiet(color: string): Style {
  return {
    color,
    strokeWidth: 1.5,
    fillOpacity: 0.12,
    opacity: 1,
    dashed: false,
    selected: false,
    hovered: false,
    label: '',
  }
}
