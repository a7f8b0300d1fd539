import { said } from '../../../shared/said/said.ts'
import type { ProviderSetup } from '../setup.ts'
import { DEFAULT_URL, parseAddresses } from './address.ts'
import { comfyUi } from './comfyui-provider.ts'

const CHECKPOINT = 'sd_xl_base_1.0.safetensors'

export const comfyuiSetup: ProviderSetup = {
  id: 'comfyui',
  name: 'ComfyUI',
  variables: [
    {
      name: 'COMFYUI_URL',
      means: said`address of the server, or of several separated by commas; otherwise ${DEFAULT_URL}`,
      secret: false,
      usual: DEFAULT_URL,
      problemOf: (value) =>
        parseAddresses(value).length > 0
          ? null
          : said`COMFYUI_URL holds no address of the form ${DEFAULT_URL}; several are separated by commas.`,
    },
    { name: 'COMFYUI_AUTH', means: said`name:password, where the server asks for them`, secret: true, optional: true },
    { name: 'COMFYUI_CHECKPOINT', means: said`checkpoint to use; otherwise ${CHECKPOINT}`, secret: false },
  ],
  connect: (setting) =>
    comfyUi({
      addresses: parseAddresses(setting('COMFYUI_URL') ?? '', setting('COMFYUI_AUTH')?.trim()),
      checkpoint: setting('COMFYUI_CHECKPOINT')?.trim() || CHECKPOINT,
    }),
}
