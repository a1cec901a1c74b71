// Annotations drawn over a picture that is not being edited.
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { labelTypes, restingMarks, type Style } from '@editor'
import { svgMarkup } from '@renderers'
import { useSpec } from '@client/queries/spec'
import type { Annotation } from '@client/types'
import { complete, ontologyOf } from '../spec/ontology'

interface MarksProps {
  readonly annotations: readonly Annotation[]
  readonly width: number
  readonly height: number
  /** How they are to look, where their classes do not say it. */
  readonly look?: Pick<Style, 'color' | 'dashed'>
}

const TYPES = labelTypes()
const NO_CLASSES = { classes: [], groups: [] }

export function Marks({ annotations, width, height, look }: MarksProps) {
  const { id } = useParams({ strict: false })
  const document = useSpec(id ?? '').data?.document
  const markup = useMemo(() => {
    const ontology = document ? ontologyOf(document) : NO_CLASSES
    return svgMarkup(restingMarks(complete(annotations), ontology, TYPES, look), { width, height })
  }, [annotations, width, height, document, look])
  // The markup is built from numbers and escaped text alone.
  return <span dangerouslySetInnerHTML={{ __html: markup }} />
}
