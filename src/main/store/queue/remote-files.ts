import type Database from 'better-sqlite3'

export interface RemoteFileRow {
  provider: string
  /** Of the picture's bytes. */
  sha256: string
  /** The vendor's id of it. */
  remoteId: string
  uploadedAt: number
  /** When the vendor forgets it; null = never. */
  expiresAt: number | null
}

export type RemoteFiles = ReturnType<typeof remoteFiles>

/** Reference pictures that vendors keep for us. */
export function remoteFiles(sqlite: Database.Database) {
  const find = sqlite
    .prepare(
      `select remote_id from remote_file
       where provider = @provider and sha256 = @sha256 and (expires_at is null or expires_at > @until)`,
    )
    .pluck()
  const put = sqlite.prepare(
    `insert into remote_file (provider, sha256, remote_id, uploaded_at, expires_at)
     values (@provider, @sha256, @remoteId, @uploadedAt, @expiresAt)
     on conflict (provider, sha256) do update set remote_id = excluded.remote_id, uploaded_at = excluded.uploaded_at,
       expires_at = excluded.expires_at`,
  )
  const forget = sqlite.prepare('delete from remote_file where provider = ? and sha256 = ?')
  return {
    /** The vendor's id of a picture that it keeps until then at least, epoch ms; null = it is to be uploaded. */
    find: (provider: string, sha256: string, until: number): string | null =>
      (find.get({ provider, sha256, until }) as string | undefined) ?? null,
    /** Takes the place of an earlier upload of the same picture. */
    put(row: RemoteFileRow): void {
      put.run(row)
    },
    /** The vendor no longer has it, whatever was agreed. */
    forget(provider: string, sha256: string): void {
      forget.run(provider, sha256)
    },
  }
}
