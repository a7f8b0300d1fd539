import { said } from '../../../shared/said/said.ts'
import { ProviderError } from '../provider.ts'

/** @throws ProviderError `wrong-address` for what cannot be the address of an API */
export function checkAddress(name: string, address: string): string {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong(said`${name} is no address: it begins with https:// or http://.`)
  // `fetch` refuses such addresses, with the password in its message.
  if (url.username || url.password)
    throw wrong(said`${name} has a name or a password in it. Put the key into its own setting.`)
  if (url.search || url.hash) throw wrong(said`${name} has more after its path. Leave out what begins with ? or #.`)
  return address.replace(/\/+$/, '')
}

/** The same for a setting that is only looked over. @returns what is wrong with it; null = nothing */
export function addressProblem(name: string): (address: string) => string | null {
  return (address) => {
    try {
      checkAddress(name, address)
      return null
    } catch (error) {
      return (error as ProviderError).says
    }
  }
}

/**
 * A value that is to go into a header.
 *
 * @throws ProviderError `unauthorized` for one that cannot: `fetch` would refuse it, and repeat it in its message
 */
export function checkHeaderValue(name: string, value: string): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  const says = said`${name} has a space, a line break or a letter in it that no key has. Copy it again.`
  throw new ProviderError('unauthorized', says, { says })
}

function wrong(says: string): ProviderError {
  return new ProviderError('wrong-address', says, { says })
}
