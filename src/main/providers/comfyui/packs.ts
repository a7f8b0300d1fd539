/** Classes of nodes by the packs they come with, for the commonest ones. The first that fits is used. */
const PACKS: readonly [nodes: RegExp, pack: string][] = [
  [/^IPAdapter/, 'ComfyUI IPAdapter Plus'],
  [/InstantID/, 'ComfyUI InstantID'],
  [/Pulid/i, 'ComfyUI PuLID'],
  [/^(?:FaceDetailer|DetailerFor|BboxDetector|SAMLoader|UltralyticsDetector|Impact)/, 'ComfyUI Impact Pack'],
  [/^UltimateSDUpscale/, 'Ultimate SD Upscale'],
  [/Preprocessor$/, 'ComfyUI ControlNet Auxiliary Preprocessors'],
  [/^(?:ACN_|.*AdvancedControlNet)/, 'ComfyUI Advanced ControlNet'],
  [/GGUF/, 'ComfyUI GGUF'],
  [/rgthree/i, 'rgthree-comfy'],
  [/^easy /, 'ComfyUI Easy Use'],
  [/^VHS_/, 'ComfyUI Video Helper Suite'],
  [/\|pysssss$/, 'ComfyUI Custom Scripts'],
  [/Efficien/, 'Efficiency Nodes'],
  [/^(?:CR |Cr )/, 'Comfyroll Custom Nodes'],
]

/** The pack a class of nodes probably comes with; null when it is not a well-known one. */
export function packOf(nodeClass: string): string | null {
  return PACKS.find(([nodes]) => nodes.test(nodeClass))?.[1] ?? null
}
