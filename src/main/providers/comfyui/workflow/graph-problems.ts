import { closest } from '../../../../shared/closest.ts'
import { said } from '../../../../shared/said/said.ts'
import { type Graph, isLink, nodeName } from '../graph.ts'
import { choicesOf, type ObjectInfo } from '../object-info.ts'
import { packOf } from '../packs.ts'

/** What a server lacks of a graph, each in a sentence: nodes, and choices such as checkpoints. Pictures are not looked at. */
export function graphProblems(graph: Graph, info: ObjectInfo): string[] {
  return Object.entries(graph).flatMap(([id, { class_type, inputs }]) => {
    if (!(class_type in info)) {
      const pack = packOf(class_type)
      return [said`It lacks the node ${class_type} (${id})${pack ? `, which comes with the pack ${pack}` : ''}.`]
    }
    return Object.entries(inputs).flatMap(([input, value]) => {
      const choices = class_type === 'LoadImage' ? null : choicesOf(info, class_type, input)
      if (choices === null || isLink(value) || choices.includes(String(value))) return []
      const near = closest(String(value), choices)
      return [
        said`${nodeName(graph, id)} wants ${input} “${value}”, which it has not.${near ? ` The nearest it has is ${near}.` : ''}`,
      ]
    })
  })
}
