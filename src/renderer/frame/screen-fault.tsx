import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { Empty } from '../parts/empty.tsx'

/** Keeps a fault of one region from taking the window with it: the others go on, and this one can be tried again. */
export class ScreenFault extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return <Failed onAgain={() => this.setState({ failed: false })} />
  }
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const words = useWords('frame')
  return (
    <Empty title={words('fault.title')} actions={<Button onClick={onAgain}>{words('fault.again')}</Button>}>
      {words('fault.words')}
    </Empty>
  )
}
