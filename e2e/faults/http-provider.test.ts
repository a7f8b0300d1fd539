import { afterAll } from 'vitest'
import { checkPicture } from '../../src/main/images/check-picture.ts'
import { describeProvider } from '../../src/main/providers/contract.case.ts'
import type { FailureKind } from '../../src/shared/domain/job.ts'
import { httpProvider } from '../harness/http-provider.ts'
import { type Behaviour, startMisbehavingServer } from '../harness/misbehaving-server.ts'
import { jobOrder } from '../harness/test-book.ts'

const server = await startMisbehavingServer()
afterAll(() => server.close())

describeProvider('the provider of the harness', {
  make: () => httpProvider(server.url),
  request: jobOrder(1).request,
  check: checkPicture,
  repeatable: true,
  secrets: ['sk-test-0123456789', '0123456789abcdef'],
  failures: (
    [
      ['wait-2', 'rate-limited', 2_000],
      ['wait-120', 'rate-limited', 120_000],
      ['quota', 'quota'],
      ['billing', 'billing'],
      ['refusal', 'refused'],
      ['bad-key', 'unauthorized'],
      ['invalid', 'invalid'],
      ['server-error', 'overloaded'],
      ['cut', 'network'],
      ['no-image', 'no-image'],
      ['wrong-mime', 'corrupt'],
    ] as [Behaviour, FailureKind, number?][]
  ).map(([behaviour, kind, retryAfterMs]) => ({
    name: behaviour,
    kind,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    prepare() {
      server.script = () => behaviour
    },
  })),
})
