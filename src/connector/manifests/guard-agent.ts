import { type AgentFixed, agentCommand, authorities, fixedEnvironment, hostFolder, initializing, mounts } from './agent'
import { flagPattern } from './agent-values'
import { names } from './names'

/** Expressions of the Common Expression Language, and what each permits, in words. */
export type Checks = readonly (readonly [expression: string, what: string])[]

const template = 'variables.template'
const containers = `(${template}.containers + (has(${template}.initContainers) ? ${template}.initContainers : []))`
const each = (holds: string) => `${containers}.all(c, ${holds})`
const volumes = (holds: string) => `!has(${template}.volumes) || ${template}.volumes.all(v, ${holds})`
/** None of these is said: in the template, or in a container `c`. */
const none = (of: string, fields: readonly string[]) => fields.map((it) => `!has(${of}.${it})`).join(' && ')
const off = (field: string) => `(!has(${template}.${field}) || !${template}.${field})`

/** What the agent's DaemonSet may be, by the hand of the connector: the agent of the join, as `agentObjects` makes it, and nothing that does another's work. */
export function agentChecks(agent: AgentFixed): Checks {
  return [
    [each(`c.image == ${quoted(agent.image)}`), 'only the image that the cluster was joined with'],
    [program(agent), 'only the agent with its arguments, and its init step'],
    [environment(agent), 'only the variables of the agent'],
    [
      `${each(none('c', ['lifecycle', 'envFrom', 'volumeDevices', 'workingDir']))} && ${each(probes)}`,
      'no hooks, and no probes but those on loopback',
    ],
    [`${template}.serviceAccountName == ${quoted(names.agent)}`, `only the service account ${names.agent}`],
    [
      volumes(
        `has(v.emptyDir) || has(v.projected) || (has(v.configMap) && v.configMap.name == ${quoted(names.ca)}) || (has(v.hostPath) && v.hostPath.path == ${quoted(hostFolder)})`,
      ),
      'only the volumes of the agent',
    ],
    [
      volumes('!has(v.projected) || v.projected.sources.all(s, has(s.serviceAccountToken))'),
      'only tokens are projected',
    ],
    [
      each(
        `!has(c.volumeMounts) || c.volumeMounts.all(m, m.mountPath in ${list(Object.values(mounts))} && !has(m.subPath) && !has(m.subPathExpr) && !has(m.mountPropagation))`,
      ),
      'only at the places of the agent',
    ],
    [
      each(
        "has(c.securityContext) && (!has(c.securityContext.privileged) || !c.securityContext.privileged) && (!has(c.securityContext.capabilities) || !has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(it, it in ['NET_ADMIN', 'NET_BIND_SERVICE']))",
      ),
      'no privileged container, and no capability but NET_ADMIN and NET_BIND_SERVICE',
    ],
    [
      each(
        `has(c.securityContext.allowPrivilegeEscalation) && !c.securityContext.allowPrivilegeEscalation && has(c.securityContext.readOnlyRootFilesystem) && c.securityContext.readOnlyRootFilesystem && (!has(c.securityContext.procMount) || c.securityContext.procMount == 'Default') && !has(c.securityContext.seccompProfile) && !has(c.securityContext.seLinuxOptions) && !has(c.securityContext.appArmorProfile)`,
      ),
      'no escalation, nothing that is written, and no profile of its own',
    ],
    [
      `has(${template}.securityContext) && has(${template}.securityContext.seccompProfile) && ${template}.securityContext.seccompProfile.type == 'RuntimeDefault' && ${none(`${template}.securityContext`, ['sysctls', 'seLinuxOptions', 'appArmorProfile', 'windowsOptions'])}`,
      'only the system calls of the runtime',
    ],
    [`${off('hostPID')} && ${off('hostIPC')} && ${off('shareProcessNamespace')}`, "none of the node's processes"],
    [none(template, ['hostAliases', 'dnsConfig', 'runtimeClassName']), 'only the names and the runtime of the cluster'],
  ]
}

/** Arguments a line each: what is in two lines cannot be one argument that the agent knows. */
function program(agent: AgentFixed): string {
  const pattern = argumentPattern(agent)
  const known = `c.args.join('\\n')`
  return [
    each(`!has(c.command) && has(c.args)`),
    `${template}.containers.all(c, ${known}.matches(${quoted(pattern)}))`,
    `(!has(${template}.initContainers) || ${template}.initContainers.all(c, c.args == ${list(initializing)} && !has(c.restartPolicy)))`,
  ].join(' && ')
}

/** RE2, as of the agent's arguments joined by line feeds. */
export function argumentPattern(agent: AgentFixed): string {
  const fixed = agentCommand(agent)
    .join('\n')
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return `^${fixed}${flagPattern}$`
}

/** What another has put there, such as a proxy of the network, may stay; the connector adds nothing of its own. */
function environment(agent: AgentFixed): string {
  const fixed = Object.entries({ ...fixedEnvironment(agent), ...authorities })
  const ours = fixed.map(([name, value]) => `(e.name == ${quoted(name)} && e.value == ${quoted(value)})`).join(' || ')
  const former = 'oldObject.spec.template.spec.containers'
  const stood = `(oldObject != null && ${former}.exists(o, o.name == c.name && has(o.env) && o.env.exists(f, f == e)))`
  return each(`!has(c.env) || c.env.all(e, (has(e.value) && (e.name == 'AWS_ROLE_ARN' || ${ours})) || ${stood})`)
}

const probes = ['startupProbe', 'livenessProbe', 'readinessProbe']
  .map(
    (it) =>
      `(!has(c.${it}) || (has(c.${it}.httpGet) && has(c.${it}.httpGet.host) && c.${it}.httpGet.host == '127.0.0.1'))`,
  )
  .join(' && ')

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`
}

/** A literal of the Common Expression Language. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
