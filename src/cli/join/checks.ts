import type { Check } from './check'
import { clusterIsKnown, isActive, serverAnswers } from './control-plane'
import { isInstalled, keysAreKnown, kubernetesAnswers, webhookStands } from './kubernetes-side'
import { agentRuns, connectorRuns } from './workloads'

/** What must hold before pods have their identities; the agent comes after joining, as an add-on. */
export const joinedChecks: readonly Check[] = [
  serverAnswers,
  clusterIsKnown,
  kubernetesAnswers,
  isInstalled,
  connectorRuns,
  isActive,
  { ...keysAreKnown, needs: [...keysAreKnown.needs, connectorRuns.name] },
  { ...webhookStands, needs: [...webhookStands.needs, connectorRuns.name] },
]

/** All that can be examined of a cluster from here, each as far as the others let it. */
export const doctorChecks: readonly Check[] = [
  serverAnswers,
  clusterIsKnown,
  kubernetesAnswers,
  isInstalled,
  connectorRuns,
  isActive,
  keysAreKnown,
  webhookStands,
  agentRuns,
]
