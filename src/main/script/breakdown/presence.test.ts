import { describe, expect, it } from 'vitest'
import type { SceneContent } from '../../../shared/domain/index.ts'
import { breakDownScene } from './break-down-scene.ts'
import { context, prose } from './fixtures.ts'

const actingIn = (content: SceneContent) =>
  new Set(
    content.panels.flatMap((panel) =>
      panel.people.filter((person) => person.role === 'acting').map((person) => person.personId),
    ),
  )

describe('who is there', () => {
  it.each([
    ['acts', 'Ruth opened the door.', ['ruth']],
    ['speaks', '"Go," said Max.', ['max']],
    ['came in before the scene', 'Max had come in with a sack. Ruth looked at it.', ['max', 'ruth']],
    ['acts through a hand', "Ruth's hands shook.", ['ruth']],
  ])('is whoever %s', (_, text, expected) => {
    expect(breakDownScene(prose(text), context()).present.toSorted()).toEqual(expected.toSorted())
  })

  it.each([
    ['is named in talk', 'Ruth sat down. "Art took the boat," she said.', 'art'],
    ['did something long ago', 'Ruth sat down. Art had built the house.', 'art'],
    ['owns a thing', "Ruth sat down on Art's chair.", 'art'],
    ['is what somebody used to be like', 'Ruth lit the lamp, as Art used to.', 'art'],
    ['writes a letter', 'Ruth opened the letter.\n\n*My dear Ruth, I sit at my desk and write. Clara*', 'clara'],
    ['is never to be drawn', 'Ruth sat down. Clara stood in the picture on the wall.', 'clara'],
  ])('is nobody who only %s', (_, text, id) => {
    const content = breakDownScene(prose(text), context())
    expect(content.present).not.toContain(id)
    expect(content.referenced).toContain(id)
    expect(actingIn(content)).not.toContain(id)
  })

  it('is, in a scene of pronouns, the point of view of the scene before', () => {
    const before = breakDownScene(prose('Ruth thought about the loft. She climbed the ladder.'), context())
    const scene = prose(
      'She waited in the dark. Then she took the candle and went up. She counted the steps, and she stopped.',
    )
    const content = breakDownScene(scene, context({ previousScene: before }))
    expect(content.povId).toBe('ruth')
    expect(content.present).toEqual(['ruth'])
    expect(content.evidence.find((evidence) => evidence.about === 'pov')?.rule).toBe('point-of-view-carried')
  })

  it('is whom the author says', () => {
    const row = { about: 'role', sceneKey: 's', anchor: '', personId: 'max', value: 'mentioned' } as const
    const content = breakDownScene(prose('Max sat down. Ruth sat down.'), context({ overrides: [row] }))
    expect(content.present).toEqual(['ruth'])
    expect(actingIn(content)).toEqual(new Set(['ruth']))
  })
})

describe('faces and poses', () => {
  const bearing = (text: string, id: string) =>
    breakDownScene(prose(text), context()).panels.flatMap((panel) =>
      panel.people.filter((person) => person.personId === id),
    )

  it('belong to the subject of the clause and to nobody else', () => {
    const text = 'Max grinned, and Ruth knelt on the floor.'
    expect(bearing(text, 'max')[0]).toMatchObject({ expression: 'smile', pose: 'stand' })
    expect(bearing(text, 'ruth')[0]).toMatchObject({ expression: 'neutral', pose: 'kneel' })
  })

  it('are not read where the script denies them', () => {
    expect(bearing('Ruth did not smile.', 'ruth')[0]?.expression).toBe('neutral')
  })

  it('do not read «read» in already', () => {
    expect(bearing('Ruth already stood ready by the bread.', 'ruth')[0]?.pose).toBe('stand')
  })

  it('last until their owner moves', () => {
    const long =
      'The lamp on the table threw a yellow ring, and the rain went on and on against the glass of the small window. '.repeat(
        6,
      )
    const poses = bearing(
      `Ruth sat by the fire.\n\n${long}\n\nRuth looked at the lamp.\n\n${long}\n\nRuth ran to the door.`,
      'ruth',
    ).map((one) => one.pose)
    expect(poses).toEqual(['sit', 'sit', 'run'])
  })
})
