// Bundles the page that is measured from the editor's own sources, and the recorder that runs before any page.
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default {
  root: here('.'),
  resolve: {
    alias: {
      '@editor': here('../../../web/editor'),
      '@renderers': here('../../../web/renderers'),
      konva: here('../../../web/node_modules/konva'),
    },
  },
  build: {
    emptyOutDir: true,
    target: 'es2023',
    minify: false,
    rollupOptions: {
      input: { recorder: here('./recorder.ts'), index: here('./index.html') },
      output: { entryFileNames: '[name].js' },
    },
  },
}
