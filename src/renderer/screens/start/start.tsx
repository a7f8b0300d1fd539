import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Problem, RouteInput, RouteName } from '../../../shared/contract/index.ts'
import { RequestError } from '../../api/client.ts'
import { useClient, useRequest } from '../../api/react.ts'

/** No book is open: those that were, and the sample. */
export function Start() {
  const client = useClient()
  const recent = useRequest('app.recent', {}, ['recent'])
  const [problem, setProblem] = useState<Problem | null>(null)
  const ask = async <Name extends RouteName>(name: Name, input: RouteInput<Name>) => {
    setProblem(null)
    try {
      await client.request(name, input)
    } catch (error) {
      if (error instanceof RequestError) setProblem(error.problem)
      else throw error
    }
  }
  return (
    <Stack>
      {recent.data?.books.map(({ id, title, exists }) => (
        <Button key={id} variant="default" disabled={!exists} onClick={() => void ask('book.open', { recent: id })}>
          {title}
        </Button>
      ))}
      <Button onClick={() => void ask('book.sample', {})}>Open the sample</Button>
      {problem && (
        <p>
          {problem.message} {problem.remedy}
        </p>
      )}
    </Stack>
  )
}
