/** Makes every `CREATE TABLE` of a generated migration STRICT; virtual tables and tables that are STRICT stay as they are. */
export function makeTablesStrict(sql: string): string {
  return sql.replace(/^(CREATE TABLE [^;]*?\n\));/gm, '$1 STRICT;')
}
