// A class's colour as a small square. The name always stands beside it: colour alone says nothing.
import { classColor } from './colors'

export function ClassDot({ name, color }: { name: string; color?: string | undefined }) {
  return <span className="lw-dot" aria-hidden style={{ background: color || classColor(name) }} />
}
