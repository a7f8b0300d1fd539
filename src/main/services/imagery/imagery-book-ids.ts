import { stableId } from '../stable-id.ts'

/** Rows that a file has in every book of its folder. */
export function idsOfFile(file: string): { sourceId: string; chapterId: string; sceneId: string } {
  return {
    sourceId: stableId(`source ${file}`),
    chapterId: stableId(`chapter ${file}`),
    sceneId: stableId(`scene ${file}`),
  }
}

/** The panel that stands for a picture, in every book of its folder. */
export function panelIdOf(taskId: string): string {
  return stableId(`panel ${taskId}`)
}
