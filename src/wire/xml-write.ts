/** Escapes text for an element. Control characters become references, as S3 writes them, so that every key survives. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped.
  if (!/[&<>"\u0000-\u0008\u000B-\u001F\u0085\u2028\uFFFE\uFFFF]/.test(text)) return text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be escaped.
  return text.replace(/[&<>"\u0000-\u0008\u000B-\u001F\u0085\u2028\uFFFE\uFFFF]/g, (it) => {
    return named.get(it) ?? `&#x${it.charCodeAt(0).toString(16).toUpperCase()};`
  })
}

const named = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
])

/** An element around what is already XML. The name comes from a model. */
export function element(name: string, content: string, namespace?: string): string {
  const opening = namespace === undefined ? name : `${name} xmlns="${escapeXml(namespace)}"`
  return content === '' ? `<${opening}/>` : `<${opening}>${content}</${name}>`
}
