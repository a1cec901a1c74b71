// Bundles what is measured from the editor's own sources: by its mode the page, or a script that runs before any page.
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default ({ mode }: { mode: string }): object => ({
  root: here('.'),
  resolve: {
    alias: {
      '@editor': here('../../../web/editor'),
      '@renderers': here('../../../web/renderers'),
      konva: here('../../../web/node_modules/konva'),
    },
  },
  build: {
    emptyOutDir: false,
    target: 'es2023',
    minify: false,
    rollupOptions: mode === 'page' ? { input: here('./index.html') } : script(mode),
  },
})

function script(name: string): object {
  return { input: here(`./${name}.ts`), output: { format: 'iife', entryFileNames: `${name}.js` } }
}
