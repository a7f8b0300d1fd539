import { describe, expect, it } from 'vitest'
import { counted, formatBytes, formatDuration, formatPercent, formatRoughDuration, formatUsd } from './quantities.ts'

describe('quantities in words', () => {
  it.each([
    [0, '0 panels'],
    [1, '1 panel'],
    [36_000, '36,000 panels'],
  ])('counts %d as %s', (count, text) => expect(counted(count, 'panel')).toBe(text))

  it.each([
    [0, '$0.00'],
    [2.1, '$2.10'],
    [1234.5, '$1,234.50'],
    [0.0042, '$0.0042'],
    [0.00419, '$0.0042'],
    [-3, '−$3.00'],
  ])('writes %d dollars as %s', (usd, text) => expect(formatUsd(usd)).toBe(text))

  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [1_400, '1.4 s'],
    [9_960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [250_000, '4 min 10 s'],
    [3_599_800, '1 h'],
    [3_900_000, '1 h 5 min'],
    [183_600_000, '2 d 3 h'],
  ])('writes %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  it.each([
    [200, '1 s'],
    [41_000, '41 s'],
    [725_000, '12 min'],
    [9_000_000, '2.5 h'],
    [260_000_000, '3 d'],
  ])('estimates %d ms as %s', (ms, text) => expect(formatRoughDuration(ms)).toBe(text))

  it.each([
    [999, '999 bytes'],
    [640_000, '640 KB'],
    [999_600, '1 MB'],
    [1_240_000_000, '1.2 GB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it.each([
    [0, '0 %'],
    [0.001, '< 1 %'],
    [0.5, '50 %'],
    [0.9999, '99.9 %'],
    [1, '100 %'],
  ])('writes a share of %d as %s', (share, text) => expect(formatPercent(share)).toBe(text))
})
