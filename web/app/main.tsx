// Where the browser half starts.
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/index.css'
import '@ui/mantine'
import '@ui/base.css'
import './i18n'
import { App } from './App'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
