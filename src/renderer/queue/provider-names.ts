import { useRequest } from '../api/react.ts'
import { told } from '../i18n/told.ts'

/** The name of whoever works a lane: `openai:overnight` is OpenAI's. */
export function useLaneName(): (lane: string) => string {
  const providers = useRequest('provider.list', {}, ['providers']).data?.providers ?? []
  return (lane) => {
    const [id] = lane.split(':', 1)
    return told(providers.find((provider) => provider.id === id)?.name) ?? lane
  }
}
