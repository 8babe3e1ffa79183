import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import { Program } from './said'

/** One value of a machine, such as an ARN, to be copied; `-` where there is none. */
export function CopyableValue({ text, what }: { readonly text: string | undefined; readonly what: string }) {
  if (text === undefined || text === '') return <>-</>
  return (
    <div className="copyable-value">
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={`Copy ${what}`}
        copySuccessText="Copied"
        copyErrorText="It could not be copied"
      />
      <Program>{text}</Program>
    </div>
  )
}
