/** program: How does a program live? Settings, listening, logs, metrics and stopping, the same for every program of ours. */
export { type OwnCertificate, ownCertificate } from './certificate'
export { type Listening, type ListenOptions, listen, type Peer, PortTaken } from './listen'
export { createLog, type Log, type LogFormat, type LogLevel, logFormats, logLevels } from './log'
export { createMetrics, type Metrics, serveMetrics } from './metrics'
export { duration, oneOf, onOff, optionalText, port, text, texts, wholeNumber } from './setting-kinds'
export { readSettings, type Setting, SettingMistakes, type Settings, type Sources } from './settings'
export { type Step, stopInOrder, stopOnSignal } from './stop'
export { type TlsFiles, tlsFromFiles, watchTls } from './tls-files'
