/**
 * The vocabulary of Panelwright. Code, screens and documents keep to these words.
 *
 * - chapter › scene › page › panel: story unit › continuous place and time › one side of a leaf › one picture.
 * - tier: horizontal band of panels on a page. gutter: gap between panels, in mm.
 * - splash, spread: one panel filling a page; two facing pages read as one.
 * - balloon, tail, caption, sfx: speech shape, its pointer, boxed narration, drawn sound word; together: lettering.
 * - trim, bleed, safe area: cut line; art past the cut; inside it readable text stays.
 * - rough: sketch of a panel before art. preview: small image of a bigger one.
 * - character is called a person in code (`Person`), because `char` and `character` also mean letters.
 * - art style: visual style. prompt, negative prompt: what to draw, what to avoid.
 * - reference: image given to steer a drawing, with a role.
 * - take: one generated image for a panel: candidate → kept or rejected; one of each edition is picked.
 * - batch › job › attempt: one gesture of the author › one provider call to make › one try at it.
 * - key: hash of everything that decides the image of a job.
 * - backoff: wait before the next attempt. lane: the queue of one provider account.
 * - provider, provider model: a service; one of its models.
 * - compose, export: flatten a page to pixels; write a file for a reader or printer.
 */
export * from './art-style.ts'
export * from './bible.ts'
export * from './book-language.ts'
export * from './diagnostic.ts'
export * from './evidence.ts'
export * from './generation.ts'
export * from './job.ts'
export * from './lettering.ts'
export * from './lettering-text.ts'
export * from './override.ts'
export * from './panel.ts'
export * from './progress.ts'
export * from './prompt.ts'
export * from './reference.ts'
export * from './reference-check.ts'
export * from './script.ts'
export * from './take.ts'
