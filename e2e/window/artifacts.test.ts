import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (...path: string[]) => readFileSync(join('out', ...path), 'utf8')

test('the preload is built as a sandbox takes it: no module, and electron alone', () => {
  const preload = read('preload', 'index.cjs')
  expect([...preload.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"'])
  expect(preload).not.toMatch(/^\s*(import|export)\s/m)
  expect(preload.length).toBeLessThan(4_000)
})

test('the entry brings next to nothing along before Electron is ready', () => {
  const entry = read('main', 'index.js')
  expect(entry).not.toMatch(/better-sqlite3|from "sharp"/)
  expect(JSON.parse(readFileSync('package.json', 'utf8')).main).toBe('./out/main/index.js')
})

test('the page has no script of its own, and a place for the nonce', () => {
  const page = read('renderer', 'index.html')
  expect(page).toContain('content="__NONCE__"')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page).not.toMatch(/\son\w+=/)
  expect(page).not.toMatch(/(?:src|href)="https?:/)
  for (const [, file] of page.matchAll(/(?:src|href)="\.?\/(assets\/[^"]+)"/g))
    expect(existsSync(join('out/renderer', file!))).toBe(true)
})

test('no file of the window asks for anything from elsewhere', () => {
  const folder = join('out', 'renderer', 'assets')
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.css')))
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/@import|url\(["']?https?:/)
})
