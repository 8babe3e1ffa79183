/** A policy document as IAM tells it: percent-encoded. */
export function documentOf(encoded: string | undefined): string {
  return encoded === undefined ? '' : decodeURIComponent(encoded)
}

/** Laid out for the editor; as it is where it is no JSON, or where laying it out would change what it says. */
export function laidOut(document: string): string {
  try {
    const text = JSON.stringify(JSON.parse(document), null, 2)
    return text.replace(/\s/g, '') === document.replace(/\s/g, '') ? text : document
  } catch {
    return document
  }
}
