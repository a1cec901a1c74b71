// The jobs of all projects.
import { TopBar } from '../shell/TopBar'
import { Jobs } from './ProjectJobs'

export function AllJobs() {
  return (
    <>
      <TopBar />
      <div style={{ flex: 1, minHeight: 0 }}>
        <Jobs />
      </div>
    </>
  )
}
