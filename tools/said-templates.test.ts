import { expect, test } from 'vitest'
import { templatesOf } from './said-templates.ts'

const templates = (source: string) => templatesOf('a.ts', source).map(({ template }) => template)

test('values are numbered as they come, the same one once', () => {
  expect(templates(`said\`\${a} is \${b.c(d)}, and \${a} stays.\``)).toEqual(['{0} is {1}, and {0} stays.'])
})

test('counts are forms, with the words that follow them', () => {
  expect(templates(`said\`\${counted(n, 'panel')} of \${m} \${n === 1 ? 'is' : 'are'} kept\``)).toEqual([
    '{0|# panel|# panels} of {1} {0|is|are} kept',
  ])
  expect(templates(`said\`\${n === 1 ? \`one goes\` : \`\${n} go\`} on\``)).toEqual(['{0|one goes|# go} on'])
})

test('other choices are templates of their own', () => {
  expect(templates(`said\`The book \${damaged ? 'is damaged' : 'is gone'}\${more ? \`; \${more}\` : ''}.\``)).toEqual([
    'The book is damaged; {0}.',
    'The book is damaged.',
    'The book is gone; {0}.',
    'The book is gone.',
  ])
})

test('constants of the file are written out, unless two have the name', () => {
  expect(templates(`const end = 'at once'\nsaid\`Do it \${end}.\``)).toEqual(['Do it at once.'])
  expect(templates(`{ const end = 'x' }\n{ const end = 'y' }\nsaid\`Do it \${end}.\``)).toEqual(['Do it {0}.'])
})
