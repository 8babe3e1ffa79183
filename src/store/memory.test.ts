import { storeConformance } from './conformance'
import { memoryStore } from './memory'

storeConformance('memory', memoryStore)
