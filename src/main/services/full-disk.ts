import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { isDiskFull, storageFailure } from '../store/storage-failure.ts'

/** What a write that met a full disk is told as, whichever it was; null = it failed for another reason. */
export function fullDisk(error: unknown): AppError | null {
  if (!isDiskFull(error)) return null
  const failure = storageFailure(error, said`the book`)
  return failure instanceof AppError ? failure : null
}
