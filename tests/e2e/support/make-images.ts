import { images } from './images'

// The two images of the stories as OCI archives, for clusters that are not a testbed of theirs.
const { archives, image, application } = await images()
process.stdout.write(`${[...archives, image, application].join('\n')}\n`)
