/** Where the console speaks to: the server it came from. */
export const server = location.origin

/** The region that requests are signed for. */
export const region = document.querySelector('meta[name="podid:region"]')?.getAttribute('content') ?? 'us-east-1'

/** The path under which every page lives. */
export const base = '/console'
