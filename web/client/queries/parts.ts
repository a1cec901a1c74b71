// The parts the server has: label types, formats, rules of checks.
import { useQuery } from '@tanstack/react-query'
import { request } from '../http'
import type { OptionSchema, Page, Part } from '../types'
import { keys } from './keys'

/** JSON Schema of a setting, with what a form needs beside its bounds. */
export interface SettingSchema extends OptionSchema {
  /** What a text or number stands for: `class` a class of the project, `share` a part from 0 to 1. */
  readonly format?: string
  readonly unit?: string
  /** The media it is for; all of them where none is named. */
  readonly media?: readonly string[]
  readonly items?: SettingSchema | false
  /** The kinds of the members of a list that always has so many, such as a pair. */
  readonly prefixItems?: readonly SettingSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxLength?: number
}

/** A rule, as a check may follow it. */
export interface RulePart extends Part {
  readonly title: string
  readonly summary: string
  readonly severity: 'error' | 'warning'
  /** Whether it makes sense without a setting. */
  readonly usual: boolean
  /** Whether it holds items against one another. */
  readonly compares: boolean
  /** The label types that it looks at. */
  readonly labels: readonly string[]
  readonly settings_schema: {
    readonly properties: Readonly<Record<string, SettingSchema>>
    readonly required: readonly string[]
  }
}

export function useRules() {
  return useFamily<RulePart>('rules')
}

export function useParts(family: 'labels' | 'formats') {
  return useFamily<Part>(family)
}

function useFamily<T extends Part>(family: string) {
  return useQuery({
    queryKey: keys.parts(family),
    queryFn: () => request<Page<T>>('GET', `/parts/${family}`),
    select: (page) => page.items,
    staleTime: Infinity,
  })
}
