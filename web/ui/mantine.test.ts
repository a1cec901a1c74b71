import { expect, it } from 'vitest'
import listed from './mantine.ts?raw'

const PAGES = import.meta.glob<string>(['../app/**/*.tsx', './*.tsx'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const STYLES = Object.keys(import.meta.glob('../node_modules/@mantine/core/styles/*.css')).map((path) =>
  path.replace(/^.*\/|\.css$/g, ''),
)

it('loads the styles of every component that a page uses', () => {
  const used = Object.values(PAGES).flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  )
  const missing = [...new Set(used)].filter((name) => STYLES.includes(name) && !listed.includes(`/${name}.css'`))
  expect(missing).toEqual([])
})
