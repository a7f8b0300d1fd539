import type { Project } from '../open-project.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { askedOptions } from './asked-options.ts'

/** A picture that a provider would not draw, and nobody has got otherwise since. */
export interface RefusedPanel {
  jobId: string
  chapter: string
  scene: number
  /** From 1 within the scene. */
  panel: number
  style: string
  lang: string
  provider: string
  /** Why, in our words, with the provider's categories where it names them. */
  message: string
  /** How it was asked for: options of `generate` that ask for the same again. */
  asked: string[]
}

/**
 * Panels whose latest word is a refusal, in reading order. One that has a picture of the same place in the plan since,
 * or is queued again in other words, is no longer among them.
 *
 * @param batchId one batch; null = all
 */
export function refusedPanels(project: Project, batchId: string | null): RefusedPanel[] {
  const rows = project.store.sqlite
    .prepare(
      `with placed as (
         select p.id panel_id, c.number chapter, s.number scene, c.order_key chapter_key, s.order_key scene_key,
           row_number() over (partition by s.id order by p.order_key) panel
         from panel p join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
         where p.trashed_at is null and s.trashed_at is null and c.trashed_at is null
       )
       select j.id jobId, placed.chapter, placed.scene, placed.panel, j.art_style_id style, j.language lang,
         j.lane provider, coalesce(j.message, @usual) message, b.settings
       from job j join batch b on b.id = j.batch_id join placed on placed.panel_id = j.panel_id
       where j.state = 'refused' and (@batchId is null or j.batch_id = @batchId)
         and not exists (
           select 1 from job later
           where later.panel_id = j.panel_id and later.art_style_id = j.art_style_id and later.language = j.language
             and later.image_index = j.image_index and later.id > j.id
         )
       order by chapter_key, scene_key, placed.panel, j.art_style_id, j.language, j.image_index`,
    )
    .all({ batchId, usual: REMEDIES.refused.message }) as (Omit<RefusedPanel, 'asked'> & { settings: string })[]
  return rows.map(({ settings, ...row }) => ({
    ...row,
    asked: askedOptions({ provider: row.provider, ...JSON.parse(settings) }, project),
  }))
}
