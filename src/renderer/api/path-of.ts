import { BRIDGE, type Bridge } from '../../shared/bridge.ts'

/** Where a dropped file lies, empty for one that lies nowhere; null where the page is not told, as in a browser. */
export function pathOf(): ((file: File) => string) | null {
  return (window as unknown as { [BRIDGE]?: Bridge })[BRIDGE]?.pathOf ?? null
}
