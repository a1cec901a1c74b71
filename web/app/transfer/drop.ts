// Files from a drop; folders are walked to their end.

export async function filesOf(data: DataTransfer): Promise<readonly File[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...data.files]
  const found = await Promise.all(entries.map(walk))
  return found.flat()
}

async function walk(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.name.startsWith('.')) return []
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)]
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: File[] = []
  // A reader gives a folder in portions; an empty one is the last.
  for (let part = await portion(reader); part.length > 0; part = await portion(reader)) {
    for (const child of part) found.push(...(await walk(child)))
  }
  return found
}

/** A file that knows its path below what was dropped: formats look for pictures and labels by their folders. */
async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  const { type, lastModified } = file
  return new File([file], entry.fullPath.replace(/^\//, ''), { type, lastModified })
}

function portion(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
