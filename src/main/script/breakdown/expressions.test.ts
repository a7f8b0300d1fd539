import { describe, expect, it } from 'vitest'
import { breakDownScene } from './break-down-scene.ts'
import { context, prose } from './fixtures.ts'

const poseOf = (text: string) => {
  const { panels } = breakDownScene(prose(text), context({ minPanels: 1, density: 240 }))
  return panels.flatMap(({ people }) => people).find(({ personId }) => personId === 'ruth')?.pose
}

describe('how somebody holds themselves', () => {
  it.each([
    ['Ruth sat down.', 'sit'],
    ['Ruth was in a deep chair by the fire.', 'sit'],
    ['Ruth had the lamp in her hand.', 'hold'],
    ['Ruth waited, leaning on the wall.', 'lean'],
    ['Ruth had the book open on her knees.', 'stand'],
    ['Ruth looked at Max holding a rope.', 'stand'],
    ['Ruth put the cup on the table.', 'reach'],
  ])('%s → %s', (text, pose) => {
    expect(poseOf(`Ruth looked round. ${text}`)).toBe(pose)
  })

  it('lasts through the scene until they move', () => {
    const talk = '"It is late, and the wind has dropped," said Ruth. "We shall not sail."\n\n'
    const { panels } = breakDownScene(
      prose(`Ruth sat on the step. ${talk}${talk}${talk}Ruth crossed the room to the door.\n\n${talk}`),
      context({ density: 40 }),
    )
    const poses = panels.map(({ people }) => people.find(({ personId }) => personId === 'ruth')?.pose)
    expect(poses[1]).toBe('sit')
    expect(poses.at(-1)).not.toBe('sit')
  })
})
