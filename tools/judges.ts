/**
 * Outside judges of what we write: programs that tests call to check a PDF, an archive or an XML file.
 *
 * Where this machine lets us (Debian, root), missing ones are installed; elsewhere their absence is said plainly and the
 * tests that need them skip themselves, loudly.
 */
import { spawnSync } from 'node:child_process'

const JUDGES = [
  { program: 'qpdf', debianPackage: 'qpdf' },
  { program: 'pdfinfo', debianPackage: 'poppler-utils' },
  { program: 'chromium', debianPackage: 'chromium' },
  { program: 'xmllint', debianPackage: 'libxml2-utils' },
  { program: 'unzip', debianPackage: 'unzip' },
]

const isPresent = (program: string) => spawnSync('which', [program]).status === 0
const missing = () => JUDGES.filter((judge) => !isPresent(judge.program))

/** Installs what is missing where that is possible. Returns the programs that are still missing. */
export function fetchJudges(): string[] {
  const wanted = missing().map((judge) => judge.debianPackage)
  if (wanted.length > 0 && process.getuid?.() === 0 && isPresent('apt-get')) {
    console.log(`Installing ${wanted.join(', ')} …`)
    const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], options)
  }
  return missing().map((judge) => judge.program)
}
