// Answers of several people as one picture: whose each annotation is, and ids that do not meet. Pure.
import type { Annotation } from '@editor'
import type { AnswerView } from '@client/types'
import { complete } from '../spec/ontology'

/** All annotations of some answers. `nameless` stands for an annotator who is not named. */
export function together(answers: readonly AnswerView[], nameless: string): readonly Annotation[] {
  return answers.flatMap((answer) =>
    complete(answer.annotations).map((annotation) => ({
      ...annotation,
      id: `${answer.id}:${annotation.id}`,
      annotator: answer.annotator?.name ?? nameless,
      ...(annotation.compound ? { compound: `${answer.id}:${annotation.compound}` } : {}),
    })),
  )
}
