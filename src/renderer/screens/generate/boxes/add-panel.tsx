import { Button } from '@mantine/core'
import { useClient } from '../../../api/react.ts'
import { useWords } from '../../../i18n/words.ts'
import { usePlace } from '../../../place/use-place.ts'
import { useDraft } from '../draft/use-draft.ts'

/** A box for the panel that the tree has chosen, in the words of the script. */
export function AddPanel() {
  const words = useWords('generate')
  const client = useClient()
  const draft = useDraft()
  const { params } = usePlace()
  const panelId = params.panel
  if (panelId === undefined) return null
  const add = async () => {
    const panel = await client.request('panel.show', { panelId }).catch(() => null)
    if (panel === null) return
    draft.edit({ do: 'add-panel', id: crypto.randomUUID(), panelId, text: panel.what })
  }
  return (
    <Button variant="default" onClick={() => void add()}>
      {words('boxes.addPanel')}
    </Button>
  )
}
