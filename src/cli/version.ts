import manifest from '../../package.json'

/** podid's own version. */
export const version: string = manifest.version
