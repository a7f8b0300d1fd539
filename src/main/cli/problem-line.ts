import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { AppError } from '../../shared/errors.ts'
import { oneLine } from './terminal-text.ts'

/** A problem in the shape that `--json` gives it. */
export interface Problem {
  code: string
  message: string
  remedy?: string
  file?: string
  line?: number
}

export function problemOfError(error: AppError): Problem {
  return {
    code: error.code,
    message: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.place?.file === undefined ? {} : { file: error.place.file }),
    ...(error.place?.line === undefined ? {} : { line: error.place.line }),
  }
}

export function problemOfDiagnostic({ code, message, remedy, file, line }: Diagnostic): Problem {
  return { code, message, ...(remedy === undefined ? {} : { remedy }), file, line }
}

/** `file:line: message remedy`: the one place where a problem becomes a line. */
export function problemLine({ message, remedy, file, line }: Problem): string {
  const place = !file ? 'panelwright' : line ? `${file}:${line}` : file
  return oneLine(`${place}: ${message} ${remedy ?? ''}`)
}
