// How far a key goes on a sheet of so many columns, of which so many rows are seen. Pure.
export function stepOf(key: string, columns: number, rows: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1
    case 'ArrowRight':
      return 1
    case 'ArrowUp':
      return -columns
    case 'ArrowDown':
      return columns
    case 'PageUp':
      return -columns * rows
    case 'PageDown':
      return columns * rows
    case 'Home':
      return -Infinity
    case 'End':
      return Infinity
    default:
      return null
  }
}
