import '@cloudscape-design/global-styles/index.css'
import './console.css'
import { createRoot } from 'react-dom/client'
import { Console } from './frame/console'
import { applyLook } from './frame/look'
import { takeCode } from './session/sign-in'

applyLook()
const place = document.getElementById('console')
if (place !== null) createRoot(place).render(<Console code={takeCode()} />)
