// How the browser half is built, served while developing, and tested.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const server = process.env.LABELWRIGHT_SERVER ?? 'http://127.0.0.1:8787'

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  resolve: {
    alias: {
      '@editor': here('./editor'),
      '@renderers': here('./renderers'),
      '@labels': here('../src/labelwright/labels'),
      '@ui': here('./ui'),
      '@client': here('./client'),
      '@app': here('./app'),
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: server, changeOrigin: false } },
    fs: { allow: [here('.'), here('../src/labelwright/labels')] },
  },
  build: {
    outDir: here('../src/labelwright/static'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'jsdom',
    dir: here('..'),
    include: [
      'web/{app,ui,client,editor,renderers}/**/*.test.{ts,tsx}',
      'web/*.test.ts',
      'src/labelwright/labels/**/*.test.ts',
    ],
    setupFiles: [here('./testing.setup.ts')],
    restoreMocks: true,
    // A machine that is busy with other things is no fault of the code.
    testTimeout: 60_000,
  },
})
