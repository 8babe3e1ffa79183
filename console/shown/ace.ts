// The editor's program, its language and its looks; loaded by the page of a policy only. No workers, and styles in the one style sheet: the
// content security policy has no other.
import ace from 'ace-builds/src-noconflict/ace'
import 'ace-builds/src-noconflict/mode-json'
import 'ace-builds/src-noconflict/theme-cloud_editor'
import 'ace-builds/src-noconflict/theme-cloud_editor_dark'
import 'ace-builds/src-noconflict/ext-language_tools'
import 'ace-builds/src-noconflict/ext-searchbox'
import 'ace-builds/css/ace.css'
import 'ace-builds/css/theme/cloud_editor.css'
import 'ace-builds/css/theme/cloud_editor_dark.css'

ace.config.set('useStrictCSP', true)
ace.config.set('loadWorkerFromBlob', false)
ace.config.setDefaultValue('session', 'useWorker', false)

export { ace }
