import styles from './rows.module.css'

/** A place kept for what is being asked for: a cell from the first moment, under the id of the card that comes. */
export function HeldPlace({ id, name }: { id: string; name: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtual
    <span role="gridcell" tabIndex={-1} id={id} className={styles.still} aria-busy="true" aria-label={name} />
  )
}
