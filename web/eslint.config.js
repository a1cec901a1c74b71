// Lint rules; above all, who may import whom: app → ui, renderers, client, editor; ui, renderers → editor; editor → nothing.
import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const FOLDERS = ['app', 'ui', 'client', 'editor', 'renderers', 'labels']

/** Forbids a folder every other folder that is not listed, by alias and by relative path. */
function mayImport(folder, allowed, packages = []) {
  const banned = FOLDERS.filter((name) => name !== folder && !allowed.includes(name))
  const group = banned.flatMap((name) => [`@${name}`, `@${name}/*`, `../**/${name}/**`, `**/../${name}`])
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...(group.length > 0
              ? [{ group, message: `${folder} may import only: ${allowed.join(', ') || 'nothing'}.` }]
              : []),
            ...(packages.length > 0 ? [{ group: packages, message: `${folder} knows no framework.` }] : []),
          ],
        },
      ],
    },
  }
}

const FRAMEWORK = ['react', 'react-dom', 'react-dom/*', '@mantine/*', '@tanstack/*', 'zustand']

export default defineConfig(
  { ignores: ['node_modules', 'client/schema.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  reactHooks.configs.flat.recommended,
  {
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-undef': 'off',
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      // It warns that a compiler we do not use would skip lists that are virtual.
      'react-hooks/incompatible-library': 'off',
    },
  },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-exports': 'off' } },
  mayImport('editor', [], FRAMEWORK),
  mayImport('renderers', ['editor'], FRAMEWORK),
  mayImport('ui', ['editor']),
  mayImport('client', ['editor']),
)
