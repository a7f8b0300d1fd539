import { describe, expect, test } from 'vitest'
import type { FailureKind } from '../../../shared/domain/job.ts'
import { serverFailure } from './failure.ts'

const server = { host: 'box:7860', authorization: 'Basic eDp5', secrets: ['open-sesame'] }
const exception = (error: string, errors: string) => JSON.stringify({ error, detail: '', body: '', errors })

describe('a failed reply', () => {
  test.each<[name: string, status: number, body: string, FailureKind]>([
    ['of CUDA', 500, exception('OutOfMemoryError', 'CUDA out of memory. Tried to allocate 2.00 GiB'), 'out-of-memory'],
    ['of Vulkan', 500, '{"error":"ErrorOutOfDeviceMemory"}', 'out-of-memory'],
    ['of a Mac', 500, exception('RuntimeError', 'MPS backend out of memory (MPS allocated: 9 GB)'), 'out-of-memory'],
    ['of ggml', 500, '{"error":"ggml_backend_cuda: failed to allocate 3 GB"}', 'out-of-memory'],
    ['of numbers', 500, exception('NansException', 'A tensor with all NaNs was produced in Unet.'), 'invalid'],
    ['of a sampler', 404, exception('HTTPException', 'Sampler not found'), 'missing-part'],
    ['of a checkpoint', 500, exception('RuntimeError', "model 'a.safetensors' not found"), 'missing-part'],
    [
      'of an adapter',
      500,
      exception('RuntimeError', 'mat1 and mat2 shapes cannot be multiplied (2x1 and 3x4)'),
      'missing-part',
    ],
    ["of ControlNet's model", 500, exception('RuntimeError', 'model not found: ip-adapter'), 'missing-part'],
    ["of ControlNet's module", 500, exception('ValueError', 'Preprocessor ip-adapter-auto not found'), 'missing-part'],
    ['of ControlNet', 422, exception('HTTPException', "Script 'controlnet' not found"), 'missing-part'],
    ['of a server without --api', 404, '{"detail":"Not Found"}', 'wrong-address'],
    ['of a page', 405, '<html>', 'wrong-address'],
    ['of a field', 422, '{"detail":[{"loc":["body","steps"],"msg":"value is not a valid integer"}]}', 'invalid'],
    ['of an empty prompt', 400, '{"error":"prompt required"}', 'invalid'],
    ['of the library', 500, '{"error":"generate_image returned no results"}', 'no-image'],
    ['of anything else', 500, exception('AttributeError', "'NoneType' object has no attribute 'x'"), 'unexpected'],
    ['of a gateway', 502, '<html>', 'overloaded'],
    ['of a password', 401, '{"detail":"Incorrect username or password"}', 'unauthorized'],
  ])('%s (%i) is told apart', (_, status, body, kind) => {
    expect(serverFailure({ status, headers: new Headers(), body }, server).kind).toBe(kind)
  })

  test('asks for a password where none was sent', () => {
    const failure = serverFailure({ status: 401, headers: new Headers(), body: '' }, { ...server, authorization: null })
    expect(failure).toMatchObject({ kind: 'no-key', says: expect.stringContaining('A1111_AUTH') })
  })

  test('repeats no secret and no picture', () => {
    const body = `{"input":"${'A'.repeat(900)}","by":"open-sesame"}`
    const { detail } = serverFailure({ status: 422, headers: new Headers(), body }, server)
    expect(detail).not.toContain('open-sesame')
    expect(detail.length).toBeLessThan(200)
  })
})
