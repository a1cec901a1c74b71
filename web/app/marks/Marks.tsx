// Annotations drawn over a picture that is not being edited.
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { labelTypes, restingMarks } from '@editor'
import { svgMarkup } from '@renderers'
import { useSpec } from '@client/queries/spec'
import type { Annotation } from '@client/types'
import { complete, ontologyOf } from '../spec/ontology'

interface MarksProps {
  readonly annotations: readonly Annotation[]
  readonly width: number
  readonly height: number
}

const TYPES = labelTypes()
const NO_CLASSES = { classes: [], groups: [] }

export function Marks({ annotations, width, height }: MarksProps) {
  const { id } = useParams({ strict: false })
  const document = useSpec(id ?? '').data?.document
  const markup = useMemo(() => {
    const ontology = document ? ontologyOf(document) : NO_CLASSES
    return svgMarkup(restingMarks(complete(annotations), ontology, TYPES), { width, height })
  }, [annotations, width, height, document])
  // The markup is built from numbers and escaped text alone.
  return <span dangerouslySetInnerHTML={{ __html: markup }} />
}
