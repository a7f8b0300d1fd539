import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { problemLine, problemOfDiagnostic, problemOfError } from './problem-line.ts'

describe('problemLine', () => {
  it('names file and line, what is wrong and what to do, on one line', () => {
    const error = new AppError('BAD_INPUT', 'Strip 012 has no panel.', {
      remedy: 'Write one,\nor remove the strip.',
      place: { file: 'strips.txt', line: 40 },
    })
    expect(problemLine(problemOfError(error))).toBe(
      'strips.txt:40: Strip 012 has no panel. Write one, or remove the strip.',
    )
  })

  it('speaks as the program where no file is to blame', () => {
    expect(problemLine(problemOfError(new AppError('DISK_FULL', 'The disk is full.')))).toBe(
      'panelwright: The disk is full.',
    )
  })

  it('leaves the line out where the whole file is meant', () => {
    const diagnostic = {
      severity: 'error',
      code: 'empty',
      file: 'a.md',
      line: 0,
      message: 'The file is empty.',
    } as const
    expect(problemLine(problemOfDiagnostic(diagnostic))).toBe('a.md: The file is empty.')
  })
})
