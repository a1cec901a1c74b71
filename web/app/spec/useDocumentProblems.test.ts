import { describe, expect, it } from 'vitest'
import { problemsAt } from './useDocumentProblems'

describe('problems of a document', () => {
  it('belong to what they are about and to what holds that', () => {
    const problems = ['classes[1]', 'classes[1].points[0].name', 'classes[10]', 'name', ''].map((where) => ({
      where,
      message: where,
    }))
    expect(problemsAt([...problems, { message: 'Somewhere.' }], 'classes[1]').map(({ where }) => where)).toEqual([
      'classes[1]',
      'classes[1].points[0].name',
    ])
  })
})
