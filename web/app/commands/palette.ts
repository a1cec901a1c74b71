// Which of the two overviews of commands is open.
import { create } from 'zustand'

interface PaletteState {
  readonly view: 'palette' | 'sheet' | null
  open(view: 'palette' | 'sheet'): void
  close(): void
}

export const usePalette = create<PaletteState>((set) => ({
  view: null,
  open: (view) => set({ view }),
  close: () => set({ view: null }),
}))
