import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasTool, judge } from '../../src/main/exporters/judge.case.ts'
import { panelwright, records, sampleFolder } from '../harness/command-line.ts'

const { folder, script, remove } = sampleFolder()
const book = join(folder, 'Postage Due.panelwright')
const out = join(folder, 'out')
afterAll(remove)

describe('from a script to a finished book', () => {
  test('a new book takes in the sample script with its chapters, scenes and panels', () => {
    expect(panelwright('new', book, '--title', 'Postage Due').code).toBe(0)
    const chapters = records('import', book, script).filter((record) => 'panels' in record && 'chapter' in record)
    expect(chapters).toHaveLength(1)
    expect(chapters[0]).toMatchObject({ chapter: '1', title: 'Four Days Left', scenes: 6, panels: 56 })
  })

  test('the plan is the same to the byte when it is made again, and prices every job', () => {
    const plan = () => panelwright('plan', book, '--style', 'noir', '--json').out
    const first = plan()
    expect(plan()).toBe(first)
    const jobs = first
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((record) => 'key' in record)
    expect(jobs).toHaveLength(56)
    for (const job of jobs) {
      expect(job).toMatchObject({ style: 'noir', lang: 'en', provider: 'roughs', price: { fromUsd: 0, untilUsd: 0 } })
      expect(job.prompt).toContain('o text')
    }
  })

  test('a gate stops after ten pictures, and the next command goes on where it stopped', () => {
    expect(panelwright('generate', book, '--style', 'noir', '--gate', '10').code).toBe(0)
    expect(status().takes).toBe(10)
    expect(panelwright('generate', book, '--style', 'noir').code).toBe(0)
    expect(status()).toMatchObject({ takes: 56, panels: 56, jobs: { done: 56, queued: 0, failed: 0 }, spentUsd: 0 })
  })

  test('generating once more makes nothing', () => {
    expect(panelwright('generate', book, '--style', 'noir').code).toBe(0)
    expect(status().takes).toBe(56)
  })

  test('importing the same script again changes nothing', () => {
    panelwright('import', book, script)
    expect(status()).toMatchObject({ takes: 56, panels: 56, stalePanels: 0 })
  })

  test('an edited panel is marked stale; all others keep their pictures', () => {
    const file = join(script, 'script.txt')
    const edited = readFileSync(file, 'utf8').replace('A front door bursts open', 'A cellar door bursts open')
    writeFileSync(file, edited)
    expect(panelwright('import', book, script).code).toBe(0)
    expect(status()).toMatchObject({ takes: 56, panels: 56, stalePanels: 1 })
    expect(panelwright('generate', book, '--style', 'noir').code).toBe(0)
    expect(status()).toMatchObject({ takes: 57, stalePanels: 0 })
  })

  test('export writes a PDF and a CBZ that outside judges accept', { timeout: 300_000 }, () => {
    expect(panelwright('export', book, '--format', 'pdf', 'cbz', '--out', out).code).toBe(0)
    expect(existsSync(file('pdf'))).toBe(true)
    expect(existsSync(file('cbz'))).toBe(true)
  })

  test.skipIf(!hasTool('qpdf', 'qpdf'))('qpdf finds no error in the PDF', () => {
    expect(judge('qpdf', '--check', file('pdf'))).toMatchObject({ passed: true })
  })

  test.skipIf(!hasTool('unzip', 'unzip'))('unzip finds no error in the CBZ', () => {
    expect(judge('unzip', '-tq', file('cbz'))).toMatchObject({ passed: true })
  })

  test('an edition with missing pictures is exported with a warning that counts them', { timeout: 300_000 }, () => {
    expect(panelwright('generate', book, '--style', 'manga', '--max-jobs', '3').code).toBe(0)
    const { code, err } = panelwright('export', book, '--style', 'manga', '--format', 'cbz', '--out', out)
    expect(code).toBe(0)
    expect(err).toContain('53 panels of 56 without a picture in manga')
  })

  const file = (format: string) => join(out, `Postage Due (noir).${format}`)

  function status(): Record<string, unknown> {
    return records('status', book)[0]!
  }
})
