import { expect, it } from 'vitest'
import { readPageScript } from '../readers/page-script.ts'
import { writePageScript } from './page-script.ts'
import type { WrittenLettering } from './written-book.ts'

function readBack(lettering: readonly WrittenLettering[]) {
  const panel = {
    what: 'The quay.',
    shot: 'long',
    angle: 'eye-level',
    importance: 3,
    page: { number: 1, panels: 1, spread: false },
  } as const
  const scenes = [{ title: null, panels: [{ ...panel, lettering: [...lettering] }] }]
  const text = writePageScript({ title: 'T', author: '', chapters: [{ number: '1', title: '', scenes }] })
  const { prompt, lettering: read } = readPageScript(text, 'script.txt').chapters[0]!.scenes[0]!.panels[0]!
  return { prompt, lettering: read.map(({ speakerName, balloon, text: words }) => [speakerName, balloon, words]) }
}

it('a balloon is read back as it was, whatever its label and its first words stand for elsewhere', () => {
  const line = { kind: 'dialogue', balloon: 'speech' } as const
  expect(
    readBack([
      { ...line, speaker: 'Art', text: 'One.' },
      { ...line, speaker: 'Sign', text: 'Two.' },
      { ...line, balloon: 'whisper', speaker: 'Label', text: 'Three.' },
      { ...line, speaker: 'Nell', text: '(off) and on.' },
      { ...line, speaker: 'Narrator', text: 'Five.' },
      { ...line, balloon: 'thought', speaker: 'Kick Off', text: 'Six.' },
    ]),
  ).toEqual({
    prompt: 'The quay.',
    lettering: [
      ['ART', 'speech', 'One.'],
      ['SIGN', 'speech', 'Two.'],
      ['LABEL', 'whisper', 'Three.'],
      ['NELL', 'speech', '(off) and on.'],
      ['NARRATOR', 'speech', 'Five.'],
      ['KICK OFF', 'thought', 'Six.'],
    ],
  })
})
