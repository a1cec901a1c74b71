// The colours that a project gives its classes.
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSpec } from '@client/queries/spec'
import { classColor } from '@ui/colors'

/** The colour of a class by its name, in the project whose page is open. */
export function useClassColors(): (name: string) => string {
  const { id } = useParams({ strict: false })
  const classes = useSpec(id ?? '').data?.document.classes
  return useMemo(() => {
    const own = new Map((classes ?? []).map((cls) => [cls.name, cls.color]))
    return (name) => own.get(name) || classColor(name)
  }, [classes])
}
