/** What the stand-in does not have must be seen, never answered with nothing. */
export function strict<Thing extends object>(name: string, thing: Thing): Thing {
  return new Proxy(thing, {
    get(target, property) {
      if (typeof property === 'symbol' || property in target || property === 'then') {
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      throw new Error(`The stand-in has no ${name}.${property}`)
    },
  })
}
