// Answers of several people as one picture: whose each annotation is, and ids that do not meet. Pure.
import type { Annotation } from '@editor'
import type { AnswerView } from '@client/types'
import { complete } from '../spec/ontology'

/** All annotations of some answers, each with the name of whose it is. */
export function together<A extends Pick<AnswerView, 'id' | 'annotations'>>(
  answers: readonly A[],
  nameOf: (answer: A) => string,
): readonly Annotation[] {
  return answers.flatMap((answer) =>
    complete(answer.annotations).map((annotation) => ({
      ...annotation,
      id: `${answer.id}:${annotation.id}`,
      annotator: nameOf(answer),
      ...(annotation.compound ? { compound: `${answer.id}:${annotation.compound}` } : {}),
    })),
  )
}
