import { useRequest } from '../api/react.ts'

/** The name of whoever works a lane: `openai:overnight` is OpenAI's. */
export function useLaneName(): (lane: string) => string {
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers ?? []
  return (lane) => {
    const [id] = lane.split(':', 1)
    return providers.find((provider) => provider.id === id)?.name ?? lane
  }
}
