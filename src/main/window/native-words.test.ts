import { expect, test } from 'vitest'
import { nativeWords, picturesUnderWay } from './native-words.ts'

test.each(['en', 'es', 'de', 'fr', 'ja', 'ar'])('the menu has all its words in %s, each in its place', (language) => {
  const words = nativeWords(language)
  for (const [name, text] of Object.entries(words)) expect(text, name).toBeTruthy()
  // The first and the last show that no row has one too few or too many.
  expect([words.newBook.endsWith('…'), words.open.endsWith('…')]).toEqual([true, true])
  expect(picturesUnderWay(words, 7)).toContain('7')
  expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
})

test("the author's language goes before the system's, and English is left", () => {
  expect(nativeWords('de', 'fr-CA').file).toBe('Datei')
  expect(nativeWords(null, 'fr-CA').file).toBe('Fichier')
  expect(nativeWords(null, 'nl').file).toBe('File')
})
