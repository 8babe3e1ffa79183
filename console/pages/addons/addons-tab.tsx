export function AddonsTab() {
  return null
}
