// Markdown as a page, without raw HTML. Heavy: pages load it lazily.
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'

const PLUGINS = [remarkGfm]

export function Markdown({ text }: { text: string }) {
  return (
    <div className="lw-markdown">
      <ReactMarkdown remarkPlugins={PLUGINS} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  )
}
