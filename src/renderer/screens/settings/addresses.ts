/** Addresses of one setting, as they are kept: separated by commas. */
export function addressesOf(value: string | null): string[] {
  return (value ?? '')
    .split(/[,\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

/** With one more; what is there already stays once. */
export function withAddress(addresses: readonly string[], more: string): string[] {
  return [...new Set([...addresses, ...addressesOf(more)])]
}

/** What is kept; null = none, and the usual one holds. */
export function keptAs(addresses: readonly string[]): string | null {
  return addresses.length === 0 ? null : addresses.join(', ')
}
