import { version } from '../version'

/** What `podid image` names its image and `podid cluster join` starts, unless told otherwise: one that is imported on the nodes, from no registry. */
export const defaultImage = `localhost/podid:${version}`
