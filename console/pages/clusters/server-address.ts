/** What is wrong with the address at which a cluster is to find this server; `podid cluster join` refuses the same. */
export function troubleOfAddress(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/')
    return 'Give an address such as https://podid.example.com.'
  if (/^(localhost|127\..*|\[::1\]|0\.0\.0\.0|\[::\])$/.test(url.hostname))
    return 'This is one machine alone: from within the cluster it is something else.'
  if (url.protocol === 'http:') return 'The cluster connects over TLS only: https://…'
  return undefined
}

/** The address that the console was opened at, where a cluster could use it too. */
export function addressFor(origin: string): string {
  return troubleOfAddress(origin) === undefined ? origin : ''
}
